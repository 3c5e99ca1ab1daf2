import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, ErrorCode } from '../errors.js';
import { toAppError, toPublicError } from '../graphql/format-error.js';
import { loggable } from '../graphql/log-operations.js';

const STATUS: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
  SERVER_BUSY: 503,
  DATABASE_UNAVAILABLE: 503,
  STORAGE_UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

/** Answers with an error that no resolver made, in the same form as those that one did. */
export function replyWithError(
  error: FastifyError | AppError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = isRefusalOfFastify(error)
    ? new AppError(ErrorCode.BAD_USER_INPUT, error.message)
    : toAppError(error);
  if (refusal.code === ErrorCode.INTERNAL_SERVER_ERROR) {
    request.log.error({ err: loggable(refusal.cause) }, 'request failed');
  }
  if (refusal.retryAfter !== undefined) reply.header('Retry-After', refusal.retryAfter);
  return reply
    .code(isRefusalOfFastify(error) ? error.statusCode : (STATUS[refusal.code] ?? 400))
    .type(
      acceptsGraphqlResponse(request)
        ? 'application/graphql-response+json; charset=utf-8'
        : 'application/json; charset=utf-8',
    )
    .send(JSON.stringify({ errors: [toPublicError(refusal)] }));
}

/** Fastify's own refusals speak of the request alone: a body that is no JSON, too large or of an unknown type. */
function isRefusalOfFastify(error: FastifyError | AppError): error is FastifyError & { statusCode: number } {
  return 'statusCode' in error && error.statusCode !== undefined && error.statusCode < 500;
}

/** Apollo Client reads codes out of answers above 299 only when they have GraphQL's own media type. */
function acceptsGraphqlResponse(request: FastifyRequest): boolean {
  return request.headers.accept?.includes('application/graphql-response+json') ?? false;
}
