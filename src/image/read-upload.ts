import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { AppError, ErrorCode } from '../errors.js';

/** A file as it arrives from a client; its name is what the client calls it and is never trusted as a path. */
export interface UploadedFile {
  readonly filename: string;
  createReadStream(): Readable;
}

/** The whole of a file and its hex SHA-256. */
export interface ReceivedFile {
  readonly filename: string;
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
  // The multipart parser cuts an oversize file silently and only tells by this event.
  stream.once('limit', () => stream.destroy(imageTooLarge(maxBytes)));
  const hash = createHash('sha256');
  // Grows where it lies, so that no file is in memory twice, and is given back without waiting for a collection of
  // garbage, which does not come on a server that is left alone.
  const memory = new ArrayBuffer(0, { maxByteLength: maxBytes });
  const discard = () => memory.resize(0);
  try {
    // A stream without an encoding gives buffers, which its type does not say.
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      hash.update(chunk);
      const at = memory.byteLength;
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

/** The parser throws what it met after the beginning of the file and before anybody asked for it. */
function opened(file: UploadedFile): Readable {
  try {
    return file.createReadStream();
  } catch (cause) {
    throw brokenOff(cause);
  }
}

/** The multipart parser rejects with status 400 where the request named a file that its body does not hold. */
function explainMissingFile(error: unknown): never {
  if (error instanceof Error && 'status' in error && error.status === 400) {
    throw new AppError(ErrorCode.IMAGE_MISSING, 'The request names a file that it does not contain.', {
      cause: error,
    });
  }
  throw brokenOff(error);
}

function brokenOff(cause: unknown): AppError {
  return new AppError(ErrorCode.UPLOAD_MALFORMED, 'The upload broke off before the file was complete.', {
    cause,
  });
}

function imageTooLarge(maxBytes: number): AppError {
  const megabytes = (maxBytes / 1024 / 1024).toLocaleString('en', { maximumFractionDigits: 2 });
  return new AppError(ErrorCode.IMAGE_TOO_LARGE, `The file is larger than the limit of ${megabytes} MB.`);
}
