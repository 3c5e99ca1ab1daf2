import type { FastifyRequest } from 'fastify';
import { AppError, ErrorCode } from '../errors/app-error.js';

/** The fields of a request that RFC 9110 defines, but for those that are lists, which may come on several lines. */
const ONCE = new Set([
  'authorization',
  'content-length',
  'content-location',
  'content-range',
  'content-type',
  'date',
  'from',
  'host',
  'if-modified-since',
  'if-range',
  'if-unmodified-since',
  'max-forwards',
  'proxy-authorization',
  'range',
  'referer',
  'user-agent',
]);

/**
 * Refuses a request that holds such a field twice: Node takes the first one, and a proxy in front may have believed the
 * other. That of two tokens is refused with 400 as well, as RFC 6750 has it: no token of another kind would help.
 * @throws AppError BAD_USER_INPUT.
 */
export async function refuseRepeatedHeaders({ raw: { rawHeaders } }: FastifyRequest): Promise<void> {
  const seen = new Set<string>();
  // Names and values take turns.
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]?.toLowerCase() ?? '';
    if (!ONCE.has(name)) continue;
    if (seen.has(name)) {
      throw new AppError(ErrorCode.BAD_USER_INPUT, `The header "${name}" must not be sent more than once.`);
    }
    seen.add(name);
  }
}
