import type { FastifyInstance, FastifyReply, FastifyRequest, RequestPayload } from 'fastify';
import type { Config } from '../config/config.js';
import type { AppError } from '../errors/app-error.js';
import { ClientLeftError } from '../load/client-left.js';
import { FREE_BYTES, type HeldRoom } from '../load/held-room.js';
import type { UploadRoom } from '../load/upload-room.js';
import { meteredBody } from './metered-body.js';
import { isMultipart } from './multipart.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the body takes of the room for uploads. */
    heldRoom: HeldRoom;
  }
}

/**
 * Lets a body in before a byte of it is read, and counts its bytes as they arrive.
 * @returns a hook before parsing, which throws AppError SERVER_BUSY where there is no room
 */
export function admitBody(app: FastifyInstance, room: UploadRoom, { image }: Config) {
  app.decorateRequest('heldRoom');
  return async (request: FastifyRequest, reply: FastifyReply, payload: RequestPayload) => {
    // A client that left while its token was verified has no end of a request to come, which would give the room back.
    if (reply.raw.destroyed) throw new ClientLeftError();
    const announced = Number(request.headers['content-length'] ?? 0);
    const isFree = announced <= FREE_BYTES && request.headers['transfer-encoding'] === undefined;
    const most = isMultipart(request) ? image.maxBytes : request.routeOptions.bodyLimit;
    let refuse = (_refusal: AppError) => {};
    const held = room.enter(request.clientKey, announced, most, (refusal) => refuse(refusal));
    request.heldRoom = held;
    reply.raw.once('close', () => held.requestEnded());
    if (isFree) return payload;
    const body = meteredBody(request.raw, held);
    refuse = (refusal) => {
      if (!reply.sent) reply.header('Retry-After', refusal.retryAfter);
      body.destroy(refusal);
    };
    return body;
  };
}
