import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, ErrorCode } from '../errors/app-error.js';
import { hasBody } from './has-body.js';

/**
 * Refuses a body whose Content-Encoding is not undone here, before a byte of it is read: as it is it would pass for JSON
 * or a picture that is damaged.
 * @throws AppError CONTENT_ENCODING_UNSUPPORTED.
 */
export async function refuseEncodedBody({ headers }: FastifyRequest, reply: FastifyReply): Promise<void> {
  const codings = (headers['content-encoding'] ?? '').split(',').map((coding) => coding.trim().toLowerCase());
  if (!hasBody(headers) || codings.every((coding) => coding === '' || coding === 'identity')) return;
  // RFC 9110 asks for what would be taken instead.
  reply.header('Accept-Encoding', 'identity');
  throw new AppError(
    ErrorCode.CONTENT_ENCODING_UNSUPPORTED,
    'Compressed bodies are not accepted: send the body uncompressed, without the header "Content-Encoding".',
  );
}
