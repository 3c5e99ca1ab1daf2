import { extname } from 'node:path/posix';
import { addAbortSignal, Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Config } from '../config/config.js';
import { isThumbnailFolder } from './picture-key.js';
import type { PictureStore, StoredFile, StoredFolder } from './picture-store.js';
import { DamagedFileError, StoreCalls } from './store-calls.js';

/** Timeouts of one attempt; the whole operation has the limit of `StoreCalls`. */
const CONNECTING_MS = 1000;
const ANSWER_MS = 6000;
const ATTEMPTS = 2;
const AT_ONCE = 16;

/** For operators who look into the bucket. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.json': 'application/json',
};

/** Opens the bucket that PICTURES_URL names. Nothing is asked of it yet. */
export function openBucket({ url, s3Endpoint, s3Region }: Config['pictures']): PictureBucket {
  const { host: bucket, pathname } = new URL(url);
  const client = new S3Client({
    region: s3Region,
    // Stores other than AWS seldom have a host name for each bucket, and do not all know AWS's newer checksums.
    ...(s3Endpoint && {
      endpoint: s3Endpoint,
      forcePathStyle: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    }),
    maxAttempts: ATTEMPTS,
    requestHandler: {
      connectionTimeout: CONNECTING_MS,
      requestTimeout: ANSWER_MS,
      throwOnRequestTimeout: true,
    },
  });
  const folder = pathname.replace(/^\/+|\/+$/g, '');
  return new PictureBucket(client, bucket, folder && `${folder}/`);
}

/** Keeps pictures in a bucket of an S3-compatible store, whose writes are whole or absent. */
class PictureBucket implements PictureStore {
  readonly #client;
  readonly #bucket;
  readonly #prefix;
  readonly #calls = new StoreCalls(AT_ONCE);

  /** @param prefix what every key that we write begins with: nothing, or a folder with a slash */
  constructor(client: S3Client, bucket: string, prefix: string) {
    this.#client = client;
    this.#bucket = bucket;
    this.#prefix = prefix;
  }

  get isAnswering(): boolean {
    return this.#calls.areAnswered;
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const object = { ...this.#object(key), Body: bytes, ContentType: CONTENT_TYPES[extname(key)] };
    await this.#calls.run((abortSignal) => this.#client.send(new PutObjectCommand(object), { abortSignal }));
  }

  get(key: string, maxBytes: number): Promise<Uint8Array | null> {
    return this.#calls.run(async (signal) => {
      const object = new GetObjectCommand(this.#object(key));
      const found = await this.#client.send(object, { abortSignal: signal }).catch(nullWhenMissing);
      return found && readWhole(found.Body, found.ContentLength, maxBytes, signal);
    });
  }

  async deleteFile(key: string): Promise<void> {
    const object = new DeleteObjectCommand(this.#object(key));
    await this.#calls.run((abortSignal) => this.#client.send(object, { abortSignal }));
  }

  deleteFolder(path: string): Promise<void> {
    return this.#calls.run(async (signal) => {
      let token: string | undefined;
      do {
        const { Contents = [], NextContinuationToken } = await this.#page(`${path}/`, token, signal);
        await this.#deleteAll(
          Contents.map(({ Key }) => ({ Key })),
          signal,
        );
        token = NextContinuationToken;
      } while (token);
    });
  }

  async *folders(until?: AbortSignal): AsyncGenerator<StoredFolder> {
    let token: string | undefined;
    let open: { path: string; files: StoredFile[]; modified: Date } | undefined;
    do {
      const page = await this.#calls.run((signal) => this.#page('', token, signal), until);
      // Keys come in order, so the files of a folder follow each other, also from one page to the next.
      for (const { Key = '', LastModified = new Date() } of page.Contents ?? []) {
        const key = Key.slice(this.#prefix.length);
        const path = key.slice(0, Math.max(0, key.lastIndexOf('/')));
        if (open?.path !== path) {
          if (open) yield open;
          open = isThumbnailFolder(path) ? { path, files: [], modified: LastModified } : undefined;
        }
        if (!open) continue;
        if (LastModified > open.modified) open.modified = LastModified;
        const name = key.slice(path.length + 1);
        // Some tools leave an empty object in the place of a folder.
        if (name !== '') open.files.push({ name, modified: LastModified });
      }
      token = page.NextContinuationToken;
    } while (token);
    if (open) yield open;
  }

  close(): void {
    this.#client.destroy();
  }

  #object(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.#bucket, Key: this.#prefix + key };
  }

  #page(
    path: string,
    ContinuationToken: string | undefined,
    abortSignal: AbortSignal,
  ): Promise<ListObjectsV2CommandOutput> {
    const { Bucket, Key: Prefix } = this.#object(path);
    return this.#client.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }), {
      abortSignal,
    });
  }

  async #deleteAll(Objects: { Key: string | undefined }[], abortSignal: AbortSignal): Promise<void> {
    if (Objects.length === 0) return;
    const command = new DeleteObjectsCommand({ Bucket: this.#bucket, Delete: { Objects, Quiet: true } });
    const { Errors = [] } = await this.#client.send(command, { abortSignal });
    const [first] = Errors;
    if (first) throw new Error(`The store did not delete a file: ${first.Code}`);
  }
}

/** @param announced what the store says of its size, which need not be so */
async function readWhole(
  body: unknown,
  announced: number | undefined,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (!(body instanceof Readable)) throw new Error('The store answered without a body.');
  const stream: AsyncIterable<Buffer> = addAbortSignal(signal, body);
  try {
    if (announced !== undefined && announced > maxBytes) throw tooLarge(announced);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(size);
    }
    return Buffer.concat(chunks);
  } finally {
    body.destroy();
  }
}

function tooLarge(bytes: number): DamagedFileError {
  return new DamagedFileError(`It has ${bytes} bytes or more.`);
}

/** A bucket that is missing is no missing picture. */
function nullWhenMissing(error: unknown): null {
  if (error instanceof NoSuchKey) return null;
  throw error;
}
