import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { Authenticator } from '../access/authenticator.js';
import type { ClientKeys } from '../access/client-keys.js';
import { AppError, ErrorCode } from '../errors/app-error.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose request it is; on a route that does not authenticate empty, which owns nothing. */
    ownerId: string;
    /** Whom to count for it: its owner, or its IP address without authentication. */
    clientKey: string;
  }
}

/** A hook that refuses requests without authentication; it runs before a byte of the body is read. */
export function authenticateRequest(
  app: FastifyInstance,
  authenticator: Authenticator,
  clients: ClientKeys,
): onRequestAsyncHookHandler {
  app.decorateRequest('ownerId', '');
  app.decorateRequest('clientKey', '');
  return async (request, reply) => {
    try {
      request.ownerId = await authenticator.authenticate(request.headers.authorization);
      request.clientKey = authenticator.needsToken
        ? clients.ofOwner(request.ownerId)
        : clients.ofAddress(addressOf(request));
    } catch (error) {
      if (error instanceof AppError && error.code === ErrorCode.UNAUTHENTICATED) {
        reply.header('WWW-Authenticate', challengeTo(request));
      }
      throw error;
    }
  };
}

/** Empty where the connection was reset before its address could be asked for, although Fastify's type does not say so. */
function addressOf({ ip }: FastifyRequest): string {
  return (ip as string | undefined) ?? '';
}

/** RFC 6750: a request without credentials gets no error code, only the scheme to use. */
function challengeTo(request: FastifyRequest): string {
  return request.headers.authorization === undefined ? 'Bearer' : 'Bearer error="invalid_token"';
}
