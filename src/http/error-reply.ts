import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, ErrorCode } from '../errors/app-error.js';
import { ERROR_CATALOGUE } from '../errors/error-catalogue.js';
import { toAppError, toPublicError } from '../graphql/format-error.js';
import { acceptsGraphqlResponse } from '../graphql/json-status.js';
import { loggable } from '../graphql/log-operations.js';

/** Static files answer 403 to tricks with paths, and the router 414 to ids of any length: neither is there. */
const HIDDEN = new Set([403, 414]);

/** Answers with an error that no resolver made, in the same form as those that one did. */
export function replyWithError(
  error: FastifyError | AppError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (isRefusalOfFastify(error)) {
    return HIDDEN.has(error.statusCode)
      ? sendRefusal(request, reply, 404, nothingHere())
      : sendRefusal(request, reply, error.statusCode, new AppError(ErrorCode.BAD_USER_INPUT, error.message));
  }
  const refusal = toAppError(error);
  if (ERROR_CATALOGUE[refusal.code].operator) {
    request.log.error({ code: refusal.code, err: loggable(refusal.cause) }, 'request failed');
  }
  return sendRefusal(request, reply, ERROR_CATALOGUE[refusal.code].status ?? 400, refusal);
}

/** Answers with that refusal and status. */
export function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  refusal: AppError,
): FastifyReply {
  request.outcome.codes = [refusal.code];
  if (refusal.retryAfter !== undefined) reply.header('Retry-After', refusal.retryAfter);
  const type = acceptsGraphqlResponse(request.headers.accept)
    ? 'application/graphql-response+json'
    : 'application/json';
  return (
    reply
      .code(status)
      .type(`${type}; charset=utf-8`)
      // A 404 may otherwise be kept, also when the operator has put a lost picture back.
      .header('Cache-Control', 'no-store')
      .send(JSON.stringify({ errors: [toPublicError(refusal)] }))
  );
}

/** What stands at an address that is not served. */
export function nothingHere(): AppError {
  return new AppError(ErrorCode.NOT_FOUND, 'There is nothing at this address.');
}

/** What a request meets that arrives while the server ends. */
export function serverStops(): AppError {
  return new AppError(ErrorCode.SERVER_BUSY, 'This server is stopping; please try again.', { retryAfter: 1 });
}

/** By Node's code: what to answer when there is no request to reply to. */
const UNREADABLE: Readonly<Record<string, { readonly status: string; readonly message: string }>> = {
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    message: 'The headers of the request are too large.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: '408 Request Timeout',
    message: 'The request took too long to arrive.',
  },
};
const NOT_HTTP = { status: '400 Bad Request', message: 'This is not an HTTP request.' };

/** Answers bytes that are no HTTP request, have too large a head or come too slowly. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, message } = UNREADABLE[error.code ?? ''] ?? NOT_HTTP;
  const body = JSON.stringify({ errors: [toPublicError(new AppError(ErrorCode.BAD_USER_INPUT, message))] });
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** Fastify's own refusals concern only the request: a body that is no JSON, too large or of an unknown type. */
function isRefusalOfFastify(error: FastifyError | AppError): error is FastifyError & { statusCode: number } {
  // Fastify also gives a status to what it met when it read the body.
  if (error instanceof AppError) return false;
  return 'statusCode' in error && error.statusCode !== undefined && error.statusCode < 500;
}
