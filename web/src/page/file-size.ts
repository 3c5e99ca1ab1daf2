const MEBIBYTE = 1024 * 1024;

/** Bytes for people, in the units of the server's own limit: 840 kB, 1.2 MB. */
export function fileSize(bytes: number): string {
  return bytes < MEBIBYTE ? `${Math.ceil(bytes / 1024)} kB` : `${Number((bytes / MEBIBYTE).toFixed(1))} MB`;
}
