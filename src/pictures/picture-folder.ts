import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import {
  type FileHandle,
  lstat,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isOwnerFolder } from './owner-folder.js';
import { isThumbnailFolder } from './picture-key.js';
import type { PictureStore, StoredFolder } from './picture-store.js';
import { DamagedFileError, StoreCalls } from './store-calls.js';

/** An operation that hangs keeps one of libuv's four threads, which decoding and looking up hosts need as well. */
const AT_ONCE = 2;

/** Codes of the operating system for: there is no such file. */
const MISSING = new Set(['ENOENT', 'ENOTDIR']);
/** And for: what is there cannot be opened as a file. */
const NO_FILE = new Set(['ENXIO', 'ELOOP']);

/** Keeps pictures in a folder, which may lie on a network drive. */
export class PictureFolder implements PictureStore {
  readonly #root;
  readonly #calls = new StoreCalls(AT_ONCE);

  constructor(root: string) {
    this.#root = resolve(root);
  }

  get isAnswering(): boolean {
    return this.#calls.areAnswered;
  }

  put(key: string, bytes: Uint8Array): Promise<void> {
    const path = join(this.#root, key);
    const part = `${path}.${randomUUID()}`;
    return this.#calls.run(async (signal) => {
      await mkdir(dirname(path), { recursive: true });
      try {
        await writeFile(part, bytes, { flag: 'wx', flush: true, signal });
        signal.throwIfAborted();
        await rename(part, path);
      } catch (error) {
        // A full disk takes the folder and nothing else.
        await rm(part, { force: true }).catch(() => {});
        if (dirname(path) !== this.#root) await rmdir(dirname(path)).catch(() => {});
        throw error;
      }
    });
  }

  get(key: string, maxBytes: number): Promise<Uint8Array | null> {
    return this.#calls.run(async (signal) => {
      const file = await this.#open(join(this.#root, key));
      try {
        return file && (await readWhole(file, maxBytes, signal));
      } finally {
        await file?.close();
      }
    });
  }

  deleteFile(key: string): Promise<void> {
    return this.#calls.run(() => rm(join(this.#root, key), { force: true }));
  }

  deleteFolder(path: string): Promise<void> {
    // Tried again when something is written into it meanwhile.
    const options = { recursive: true, force: true, maxRetries: 3 };
    return this.#calls.run(() => rm(join(this.#root, path), options));
  }

  async *folders(until?: AbortSignal): AsyncGenerator<StoredFolder> {
    for (const owner of await this.#calls.run(() => this.#names(''), until)) {
      if (!isOwnerFolder(owner)) continue;
      for (const thumbnailId of await this.#calls.run(() => this.#names(owner), until)) {
        const path = `${owner}/${thumbnailId}`;
        if (!isThumbnailFolder(path)) continue;
        const folder = await this.#calls.run(() => this.#describe(path), until);
        if (folder) yield folder;
      }
    }
  }

  close(): void {}

  /** Null when there is none, but only where the store itself is there. */
  async #open(path: string): Promise<FileHandle | null> {
    try {
      // Opening a pipe would otherwise wait for a writer.
      return await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    } catch (error) {
      if (NO_FILE.has(codeOf(error))) throw new DamagedFileError('It is no file.', { cause: error });
      if (!MISSING.has(codeOf(error))) throw error;
      // A drive that is not mounted has lost no picture. The folder itself is made with the first file.
      const isPicture = dirname(path) !== this.#root;
      if (isPicture && !(await stat(this.#root)).isDirectory()) throw error;
      return null;
    }
  }

  async #names(path: string): Promise<string[]> {
    return (await unlessMissing(readdir(join(this.#root, path)))) ?? [];
  }

  /** Null when it is gone, or no folder. */
  async #describe(path: string): Promise<StoredFolder | null> {
    const location = join(this.#root, path);
    const names = await unlessMissing(readdir(location));
    const own = names && (await unlessMissing(lstat(location)));
    if (!own) return null;
    const files = [];
    for (const name of names) {
      const stats = await unlessMissing(lstat(join(location, name)));
      if (stats && !stats.isDirectory()) files.push({ name, modified: stats.mtime });
    }
    const times = files.map(({ modified }) => modified.getTime());
    return { path, files, modified: new Date(Math.max(...(times.length > 0 ? times : [own.mtimeMs]))) };
  }
}

async function readWhole(file: FileHandle, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
  const stats = await file.stat();
  if (!stats.isFile()) throw new DamagedFileError('It is no file.');
  if (stats.size > maxBytes) throw new DamagedFileError(`It has ${stats.size} bytes.`);
  const bytes = Buffer.allocUnsafe(stats.size);
  let read = 0;
  while (read < bytes.length) {
    signal.throwIfAborted();
    const { bytesRead } = await file.read(bytes, read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return bytes.subarray(0, read);
}

function unlessMissing<T>(work: Promise<T>): Promise<T | null> {
  return work.catch((error: unknown) => {
    if (MISSING.has(codeOf(error))) return null;
    throw error;
  });
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
