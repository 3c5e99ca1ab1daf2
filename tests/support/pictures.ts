import sharp from 'sharp';
import { drawGood, GOOD_SEEDS } from './draw.js';

/** One good picture in every format that we accept. */
export async function goodInEveryFormat(): Promise<Record<'jpeg' | 'png' | 'webp' | 'gif' | 'avif', Buffer>> {
  const { png } = await drawGood(GOOD_SEEDS[0]!);
  const [jpeg, webp, gif, avif] = await Promise.all([
    sharp(png).jpeg({ quality: 90 }).toBuffer(),
    sharp(png).webp({ quality: 90 }).toBuffer(),
    sharp(png).gif({ effort: 1 }).toBuffer(),
    sharp(png).avif({ quality: 60, effort: 0 }).toBuffer(),
  ]);
  return { jpeg, png, webp, gif, avif };
}

/** A small picture that is like no other: cheap to upload many of. */
export function smallPicture(seed: number): Promise<Buffer> {
  const background = { r: (seed * 67) % 256, g: (seed * 131) % 256, b: (seed * 197) % 256 };
  return sharp({ create: { width: 160, height: 90, channels: 3, background } })
    .png()
    .toBuffer();
}
