import { createHash } from 'node:crypto';
import { AppError, ErrorCode } from '../errors.js';

/**
 * Wraps the ORM's keyset position so that a client cannot take it apart or carry it elsewhere: the checksum binds
 * it to owner and order. It is no secret, since a forged position still passes the owner filter.
 */
export function sealCursor(position: string, ownerId: string, order: string): string {
  return `${position}.${checksum(position, ownerId, order)}`;
}

/** @throws AppError BAD_USER_INPUT when the cursor was edited, or belongs to another owner or order. */
export function openCursor(cursor: string, ownerId: string, order: string): string {
  const [position = ''] = cursor.split('.');
  if (cursor !== sealCursor(position, ownerId, order)) {
    throw new AppError(
      ErrorCode.BAD_USER_INPUT,
      'This cursor does not belong to this list: use one of the same list and orderBy, unchanged.',
    );
  }
  return position;
}

function checksum(position: string, ownerId: string, order: string): string {
  return createHash('sha256')
    .update(JSON.stringify([position, ownerId, order]))
    .digest('base64url')
    .slice(0, 12);
}
