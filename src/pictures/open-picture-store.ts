import type { Config } from '../config/config.js';
import { openBucket } from './picture-bucket.js';
import { PictureFolder } from './picture-folder.js';
import type { PictureStore } from './picture-store.js';

/** Opens the folder or the bucket that PICTURES_URL names. Nothing is asked of it yet. */
export function openPictureStore(pictures: Config['pictures']): PictureStore {
  const { url } = pictures;
  return url.startsWith('file:') ? new PictureFolder(url.slice('file:'.length)) : openBucket(pictures);
}
