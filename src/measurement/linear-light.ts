/** sRGB byte to linear light 0–1 (IEC 61966-2-1; WCAG 2.2 writes the same curve with another knee, same bytes). */
export const LINEAR_LIGHT: Float64Array = Float64Array.from({ length: 256 }, (_, byte) => linearLight(byte));

/** The same for a value between two bytes. */
export function linearLight(value: number): number {
  const encoded = value / 255;
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
}
