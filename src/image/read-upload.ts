import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { AppError, ErrorCode } from '../errors/app-error.js';

/** A file as it arrives from a client; its name is what the client calls it, if at all, and is never trusted as a path. */
export interface UploadedFile {
  readonly filename: string | undefined;
  createReadStream(): Readable;
}

/** The whole of a file and its hex SHA-256. */
export interface ReceivedFile {
  readonly filename: string | undefined;
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** A file that is in memory until it is discarded. */
export interface HeldFile extends ReceivedFile {
  /** Gives the memory of the bytes back at once; nothing may be reading them. */
  discard(): void;
}

/**
 * Reads an upload to its end, never holding more than the limit.
 * @throws AppError IMAGE_TOO_LARGE as soon as the limit is passed, IMAGE_MISSING for an absent or
 * empty file, UPLOAD_MALFORMED when the client leaves or its body breaks off.
 */
export async function readUpload(arriving: Promise<UploadedFile>, maxBytes: number): Promise<HeldFile> {
  const file = await arriving.catch(explainMissingFile);
  const stream = opened(file);
  const hash = createHash('sha256');
  // Grows where it lies, so that no file is in memory twice, and is given back without waiting for a collection of
  // garbage collection, which does not happen on an idle server.
  const memory = new ArrayBuffer(0, { maxByteLength: maxBytes });
  const discard = () => memory.resize(0);
  try {
    // A stream without an encoding gives buffers, which its type does not say.
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      hash.update(chunk);
      const at = memory.byteLength;
      if (at + chunk.length > maxBytes) throw imageTooLarge(maxBytes);
      memory.resize(at + chunk.length);
      new Uint8Array(memory, at).set(chunk);
    }
  } catch (error) {
    discard();
    if (error instanceof AppError) throw error;
    throw brokenOff(error);
  }
  if (memory.byteLength === 0) throw new AppError(ErrorCode.IMAGE_MISSING, 'The uploaded file is empty.');
  const bytes = Buffer.from(memory, 0, memory.byteLength);
  return { filename: file.filename, bytes, sha256: hash.digest('hex'), discard };
}

/** The parser throws what it met after the beginning of the file and before it was read. */
function opened(file: UploadedFile): Readable {
  try {
    return file.createReadStream();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw brokenOff(cause);
  }
}

/** The multipart parser rejects with status 400 where the request named a file that its body does not hold. */
function explainMissingFile(error: unknown): never {
  if (error instanceof AppError) throw error;
  if (statusOf(error) !== 400) throw brokenOff(error);
  const message =
    'The request names a file that it does not contain: ' +
    'its part needs a filename, and the name that "map" has for it.';
  throw new AppError(ErrorCode.IMAGE_MISSING, message, { cause: error });
}

/** The parser stops with status 413 at a further file, which may stand before or after the one that was asked for. */
function brokenOff(cause: unknown): AppError {
  const message =
    statusOf(cause) === 413
      ? 'The body contains a file that "map" does not name: send only the file that it names.'
      : 'The upload ended before the file was complete.';
  return new AppError(ErrorCode.UPLOAD_MALFORMED, message, { cause });
}

function statusOf(error: unknown): unknown {
  return error instanceof Error && 'status' in error ? error.status : undefined;
}

function imageTooLarge(maxBytes: number): AppError {
  const megabytes = (maxBytes / 1024 / 1024).toLocaleString('en', { maximumFractionDigits: 2 });
  return new AppError(ErrorCode.IMAGE_TOO_LARGE, `The file is larger than the limit of ${megabytes} MB.`);
}
