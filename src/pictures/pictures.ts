import type { CanonicalImage } from '../image/canonical-image.js';
import { decodeCanonical } from '../image/canonicalise.js';
import type { Thumbnail } from '../records/thumbnail.entity.js';
import { CANONICAL_FILE, folderOf, isOurFile } from './picture-key.js';
import type { PictureStore, StoredFolder } from './picture-store.js';
import { DamagedFileError } from './store-calls.js';
import type { FoundMark } from './store-mark.js';
import { MARK_FILE, parseMark, type StoreMark, writeMark } from './store-mark.js';

const MEBIBYTE = 1024 * 1024;
/** 1280 × 1280 pixels that cannot be compressed are 5 MB. */
const LARGEST_CANONICAL = 6 * MEBIBYTE;
const LARGEST_VIEW = 4 * MEBIBYTE;
const LARGEST_MARK = 4096;

/** Thrown for a picture that has a row and cannot be read. */
export class UnreadablePictureError extends Error {
  override readonly name = 'UnreadablePictureError';

  constructor(
    readonly kind: 'missing' | 'damaged',
    folder: string,
    cause?: unknown,
  ) {
    super(`The stored picture ${folder} is ${kind}.`, { cause });
  }
}

/**
 * The store of pictures: a folder for each thumbnail, in one of its owner, with its canonical picture and views. What
 * comes out of it is trusted no more than what a client sends. All methods throw AppError STORAGE_UNAVAILABLE.
 */
export class Pictures {
  readonly #store: PictureStore;

  constructor(store: PictureStore) {
    this.#store = store;
  }

  /** False while the store is not asked, because it did not answer. */
  get areAnswered(): boolean {
    return this.#store.isAnswering;
  }

  async put(ownerId: string, thumbnailId: string, png: Buffer): Promise<void> {
    await this.#store.put(`${folderOf(ownerId, thumbnailId)}/${CANONICAL_FILE}`, png);
  }

  /** The picture as it was stored. @throws UnreadablePictureError when it is missing, damaged, or another one. */
  async canonical({
    ownerId,
    id,
    pixelHash,
  }: Pick<Thumbnail, 'ownerId' | 'id' | 'pixelHash'>): Promise<CanonicalImage> {
    const folder = folderOf(ownerId, id);
    const damaged = (cause: unknown) => new UnreadablePictureError('damaged', folder, cause);
    const png = await this.#store
      .get(`${folder}/${CANONICAL_FILE}`, LARGEST_CANONICAL)
      .catch((error: unknown) => {
        throw error instanceof DamagedFileError ? damaged(error) : error;
      });
    if (!png) throw new UnreadablePictureError('missing', folder);
    const image = await decodeCanonical(png).catch((error: unknown) => {
      throw damaged(error);
    });
    if (image.pixelHash !== pixelHash) throw damaged(new Error('It shows something else than its row says.'));
    return image;
  }

  /** What lies in the place of a view that was rendered earlier; null for nothing, and for what cannot be one. */
  async view(ownerId: string, thumbnailId: string, file: string): Promise<Uint8Array | null> {
    return this.#store.get(`${folderOf(ownerId, thumbnailId)}/${file}`, LARGEST_VIEW).catch(nullWhenDamaged);
  }

  async putView(ownerId: string, thumbnailId: string, file: string, webp: Uint8Array): Promise<void> {
    await this.#store.put(`${folderOf(ownerId, thumbnailId)}/${file}`, webp);
  }

  /** Deletes everything of one thumbnail; nothing happens when it is gone already. */
  async delete(ownerId: string, thumbnailId: string): Promise<void> {
    await this.deleteFolder(folderOf(ownerId, thumbnailId));
  }

  /** Deletes a folder that `folders` named; nothing happens when it is gone already. */
  async deleteFolder(path: string): Promise<void> {
    await this.#store.deleteFolder(path);
  }

  /** Deletes a file in such a folder. */
  async deleteFile(key: string): Promise<void> {
    await this.#store.deleteFile(key);
  }

  /** Every folder that can be a thumbnail's, also an empty one. @param until ends it by an error */
  async *folders(until?: AbortSignal): AsyncGenerator<StoredFolder> {
    for await (const folder of this.#store.folders(until)) {
      // An operator may have pointed us at a folder that also holds other things, and orphans are deleted.
      const isOurs = folder.files.length === 0 || folder.files.some(({ name }) => isOurFile(name));
      if (isOurs) yield folder;
    }
  }

  /** What the store says of whose it is. */
  async mark(): Promise<FoundMark> {
    try {
      const bytes = await this.#store.get(MARK_FILE, LARGEST_MARK);
      return bytes ? (parseMark(bytes) ?? 'unreadable') : 'none';
    } catch (error) {
      if (error instanceof DamagedFileError) return 'unreadable';
      throw error;
    }
  }

  async putMark(mark: StoreMark): Promise<void> {
    await this.#store.put(MARK_FILE, writeMark(mark));
  }
}

function nullWhenDamaged(error: unknown): null {
  if (error instanceof DamagedFileError) return null;
  throw error;
}
