import { randomUUID } from 'node:crypto';
import { AppError, ErrorCode } from '../errors.js';
import { isRowId } from '../persistence/row-id.js';
import { isOwnerFolder, ownerFolder } from './owner-folder.js';
import type { PictureDisk } from './picture-disk.js';

const CANONICAL_FILE = 'canonical.png';
/** Also of one that was not written to its end. */
const VIEW_FILE = /^(heatmap|small-sizes)-/;

/** A folder of the store, and which thumbnail it says that it belongs to. */
export interface StoredPicture {
  readonly folder: string;
  readonly thumbnailId: string;
}

/** The store of pictures: a folder for each thumbnail, in one of its owner, with its canonical picture and views. */
export class Pictures {
  readonly #disk;
  readonly #prefix;

  constructor({ disk, prefix }: PictureDisk) {
    this.#disk = disk;
    this.#prefix = prefix;
  }

  /** @throws AppError STORAGE_UNAVAILABLE. */
  async put(ownerId: string, thumbnailId: string, png: Buffer): Promise<void> {
    await orUnavailable(this.#disk.put(this.#key(ownerId, thumbnailId, CANONICAL_FILE), png));
  }

  /** @throws AppError STORAGE_UNAVAILABLE, also when the file is missing: its row says that it is there. */
  get(ownerId: string, thumbnailId: string): Promise<Uint8Array> {
    return orUnavailable(this.#disk.getBytes(this.#key(ownerId, thumbnailId, CANONICAL_FILE)));
  }

  /** A view that was rendered earlier; null when it was not. @throws AppError STORAGE_UNAVAILABLE. */
  async view(ownerId: string, thumbnailId: string, file: string): Promise<Uint8Array | null> {
    const key = this.#key(ownerId, thumbnailId, file);
    if (!(await orUnavailable(this.#disk.exists(key)))) return null;
    return orUnavailable(this.#disk.getBytes(key));
  }

  /** @throws AppError STORAGE_UNAVAILABLE. */
  async putView(ownerId: string, thumbnailId: string, file: string, webp: Buffer): Promise<void> {
    const key = this.#key(ownerId, thumbnailId, file);
    // Moved into place when it is whole: somebody may be reading.
    const part = `${key}.${randomUUID()}`;
    await orUnavailable(this.#disk.put(part, webp).then(() => this.#disk.move(part, key)));
  }

  /** Deletes everything of one thumbnail; nothing happens when it is gone already. */
  async delete(ownerId: string, thumbnailId: string): Promise<void> {
    await this.deleteFolder(folderOf(ownerId, thumbnailId));
  }

  /** Deletes a folder that `storedBefore` named; nothing happens when it is gone already. */
  async deleteFolder(folder: string): Promise<void> {
    await orUnavailable(this.#disk.deleteAll(this.#prefix + folder));
  }

  /**
   * What was last written before that moment, a folder at a time or in parts; files that are not ours are passed over.
   * @param signal ends it between two files, by an error
   */
  async *storedBefore(moment: Date, signal?: AbortSignal): AsyncGenerator<StoredPicture> {
    let page: { paginationToken?: string } | undefined;
    do {
      const listing = await orUnavailable(this.#disk.listAll(this.#prefix, { recursive: true, ...page }));
      for (const entry of listing.objects) {
        signal?.throwIfAborted();
        if (!entry.isFile) continue;
        // An operator may have pointed us at a folder that also holds other things, and orphans are deleted.
        const [owner, thumbnailId, file, ...deeper] = entry.key.slice(this.#prefix.length).split('/');
        if (!owner || !isOwnerFolder(owner) || !thumbnailId || !isRowId(thumbnailId)) continue;
        if (!file || deeper.length > 0 || !(file === CANONICAL_FILE || VIEW_FILE.test(file))) continue;
        const { lastModified } = await entry.getMetaData();
        if (lastModified < moment) yield { folder: `${owner}/${thumbnailId}`, thumbnailId };
      }
      page = listing.paginationToken ? { paginationToken: listing.paginationToken } : undefined;
    } while (page);
  }

  #key(ownerId: string, thumbnailId: string, file: string): string {
    return `${this.#prefix}${folderOf(ownerId, thumbnailId)}/${file}`;
  }
}

function folderOf(ownerId: string, thumbnailId: string): string {
  return `${ownerFolder(ownerId)}/${thumbnailId}`;
}

async function orUnavailable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new AppError(
      ErrorCode.STORAGE_UNAVAILABLE,
      'The store of pictures is not available at the moment.',
      {
        retryAfter: 5,
        cause,
      },
    );
  }
}
