import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HeldRoom, type UploadRoom } from '../access/upload-room.js';
import { clientLeft } from '../access/work-places.js';
import type { Config } from '../config.js';
import { isMultipart } from './multipart.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the body takes of the room for uploads. */
    heldRoom: HeldRoom;
  }
}

/** Bodies up to this size are free, so that a query is answered while uploads have taken all the room. */
const FREE_BYTES = 64 * 1024;

/**
 * Takes room for a body before a byte of it is read.
 * @returns a hook that throws AppError SERVER_BUSY when there is none
 */
export function admitBody(app: FastifyInstance, room: UploadRoom, { image }: Config) {
  app.decorateRequest('heldRoom');
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    // Who left while their token was verified has no end of a request to come, which would give the room back.
    if (reply.raw.destroyed) throw clientLeft();
    const most = isMultipart(request) ? image.maxBytes : request.routeOptions.bodyLimit;
    const bytes = Math.min(announcedBytes(request), most);
    request.heldRoom = bytes > FREE_BYTES ? room.take(request.clientKey, bytes) : new HeldRoom(() => {});
    reply.raw.once('close', () => request.heldRoom.requestEnded());
  };
}

/** A body that comes in chunks may have any length. */
function announcedBytes({ headers }: FastifyRequest): number {
  if (headers['transfer-encoding'] !== undefined) return Number.POSITIVE_INFINITY;
  return Number(headers['content-length'] ?? 0);
}
