import type { FastifyRequest } from 'fastify';
import { AppError, ErrorCode } from '../errors/app-error.js';

/**
 * Refuses requests whose host is no host, which Apollo's integration would stumble over; with TRUSTED_PROXIES the one that
 * a proxy forwards.
 * @throws AppError BAD_USER_INPUT.
 */
export async function requireHost({ url, protocol, hostname }: FastifyRequest): Promise<void> {
  if (URL.canParse(url, `${protocol}://${hostname}/`)) return;
  throw new AppError(ErrorCode.BAD_USER_INPUT, 'The header "Host" is missing or invalid.');
}
