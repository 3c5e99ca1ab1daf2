import { isRowId } from '../persistence/row-id.js';
import { isOwnerFolder, ownerFolder } from './owner-folder.js';
import { PictureView } from './picture-view.js';

export const CANONICAL_FILE = 'canonical.png';

const VIEWS = Object.values(PictureView).join('|');
const FILE = String.raw`(canonical\.png|(${VIEWS})-\d+\.webp)`;
const OUR_FILE = new RegExp(`^${FILE}(\\.[0-9a-f-]{36})?$`);
const PART = new RegExp(`^${FILE}\\.[0-9a-f-]{36}$`);

/** The folder of a thumbnail in the store. */
export function folderOf(ownerId: string, thumbnailId: string): string {
  return `${ownerFolder(ownerId)}/${thumbnailId}`;
}

/** Whether a folder of that path can be a thumbnail's: a store may also hold what is not ours. */
export function isThumbnailFolder(path: string): boolean {
  const [owner = '', thumbnailId = '', ...deeper] = path.split('/');
  return isOwnerFolder(owner) && isRowId(thumbnailId) && deeper.length === 0;
}

/** Whether we write files of that name into a thumbnail's folder. */
export function isOurFile(name: string): boolean {
  return OUR_FILE.test(name);
}

/** Whether a file was to become one of that name, and was not written to its end. */
export function isPart(name: string): boolean {
  return PART.test(name);
}
