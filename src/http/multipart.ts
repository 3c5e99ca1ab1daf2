import type { IncomingMessage } from 'node:http';
import { type Readable, Writable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { processRequest } from 'graphql-upload-minimal';
import { AppError, ErrorCode } from '../errors/app-error.js';
import { mediaType } from './media-type.js';

/** Bytes that `operations` or `map` may have: a query and its variables, never the file. */
const MAX_FIELD_BYTES = 1_000_000;

/** Either header makes a browser ask first whether another site may send this: Apollo checks the same two. */
const PREFLIGHT_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name'];

/** Lets multipart requests through to the routes of an instance that parse them with `receiveUpload`. */
export function acceptMultipart(app: FastifyInstance): void {
  app.addContentTypeParser('multipart/form-data', (_request, payload, done) => done(null, payload));
}

/**
 * Refuses an upload that another site could have sent, before a byte of its body is read.
 * @throws AppError UPLOAD_PREFLIGHT_MISSING.
 */
export async function requirePreflight(request: FastifyRequest): Promise<void> {
  if (!isMultipart(request) || PREFLIGHT_HEADERS.some((header) => request.headers[header])) return;
  throw new AppError(
    ErrorCode.UPLOAD_PREFLIGHT_MISSING,
    'Uploads need the header "Apollo-Require-Preflight: true". It prevents other web sites from sending them.',
  );
}

/**
 * Reads a GraphQL multipart request up to its file, which streams on while the operation runs.
 * @throws AppError UPLOAD_MALFORMED.
 */
export async function receiveUpload(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (!isMultipart(request)) return;
  try {
    request.body = await processRequest(parsable(request), reply.raw, {
      maxFieldSize: MAX_FIELD_BYTES,
      maxFiles: 1,
    });
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError(ErrorCode.UPLOAD_MALFORMED, explain(cause), { cause });
  }
}

/** The body as the library takes it: a stream with the headers of its request. */
function parsable({ body, headers }: FastifyRequest): IncomingMessage {
  // The library looks for its one spelling.
  const spelled = { ...headers, 'content-type': String(mediaType(headers['content-type'])) };
  // Our parser of this media type gave the stream, and the library reads only these headers of a request.
  const stream = Object.assign(body as Readable, { headers: spelled }) as IncomingMessage;
  const pipe = stream.pipe.bind(stream);
  stream.pipe = <Parser extends NodeJS.WritableStream>(parser: Parser, options?: { end?: boolean }) => {
    // The library hears only the first error of its parser, and destroying the parser makes a second one, which would
    // end the process for want of a listener.
    parser.on('error', () => {});
    // After an error of the stream it would only learn that the stream ended, and only what is emitted here comes
    // before that end.
    stream.once('error', (error) => {
      if (parser instanceof Writable) parser.destroy(error);
      parser.emit('error', error);
    });
    return pipe(parser, options);
  };
  return stream;
}

/** Whether the body is one that `receiveUpload` reads. */
export function isMultipart(request: FastifyRequest): boolean {
  return mediaType(request.headers['content-type'])?.essence === 'multipart/form-data';
}

/** What the parser says with status 400 or 413 is about the client's own fields, and helps. */
function explain(cause: unknown): string {
  const status = cause instanceof Error && 'status' in cause ? cause.status : undefined;
  const parsed = cause instanceof Error && (status === 400 || status === 413);
  if (parsed && !cause.message.startsWith('Invalid content-type')) return cause.message;
  return 'The body is not a GraphQL multipart request: send "operations", then "map", then the file.';
}
