import type { PictureFormat, UploadLimitsQuery } from '../api/operations.generated.js';
import type { Refusal } from '../api/refusal.js';
import { fileSize } from '../page/file-size.js';

export type UploadLimits = UploadLimitsQuery['uploadLimits'];

const MEDIA_TYPES: Readonly<Record<PictureFormat, string>> = {
  AVIF: 'image/avif',
  GIF: 'image/gif',
  JPEG: 'image/jpeg',
  PNG: 'image/png',
  WEBP: 'image/webp',
};

/** What the file dialogue offers. */
export const ACCEPTED_TYPES = Object.values(MEDIA_TYPES).join(',');

/**
 * Why the server would refuse a file, as far as this is known without sending it; the server looks closer. Sizes that
 * the browser cannot read are left to it as well.
 */
export async function checkFile(file: File, limits: UploadLimits): Promise<Refusal | undefined> {
  if (file.size > limits.maxBytes) {
    const detail = `It has ${fileSize(file.size)}; at most ${fileSize(limits.maxBytes)} can be sent.`;
    return { code: 'IMAGE_TOO_LARGE', detail };
  }
  const accepted = limits.formats.map((format) => MEDIA_TYPES[format]);
  if (file.type !== '' && !accepted.includes(file.type)) {
    return { code: 'IMAGE_TYPE_UNSUPPORTED', detail: `It can be one of ${limits.formats.join(', ')}.` };
  }
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return undefined;
  const { width, height } = picture;
  picture.close();
  const fits =
    width >= limits.minWidth &&
    height >= limits.minHeight &&
    Math.max(width, height) <= limits.maxSide &&
    width * height <= limits.maxMegapixels * 1_000_000;
  if (fits) return undefined;
  const smallest = `${limits.minWidth}×${limits.minHeight}`;
  const largest = `${limits.maxMegapixels} million, of these ${limits.maxSide} on a side`;
  const detail = `It has ${width}×${height} pixels; at least ${smallest} and at most ${largest}, can be used.`;
  return { code: 'IMAGE_DIMENSIONS_UNSUPPORTED', detail };
}
