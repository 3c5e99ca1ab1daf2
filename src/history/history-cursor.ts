import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { AppError, ErrorCode } from '../errors/app-error.js';

/** The values of the ordered columns of a row, as a cursor holds them. */
export function encodePosition(values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * Wraps a keyset position so that a client cannot carry it elsewhere by mistake: the checksum binds it to owner
 * and order. It is no secret: a forged one must still have the shape, and the owner filter applies.
 */
export function sealCursor(position: string, ownerId: string, order: string): string {
  return `${position}.${checksum(position, ownerId, order)}`;
}

/**
 * @param shape what the position must look like in that list: any client could calculate the checksum
 * @throws AppError BAD_USER_INPUT when the cursor was edited, or belongs to another owner or order.
 */
export function openCursor(cursor: string, ownerId: string, order: string, shape: PositionShape): string {
  const [position = ''] = cursor.split('.');
  if (cursor !== sealCursor(position, ownerId, order) || !shape.safeParse(decodePosition(position)).success) {
    throw new AppError(
      ErrorCode.BAD_USER_INPUT,
      'This cursor is invalid for this list: use an unchanged cursor from the same list and orderBy.',
    );
  }
  return position;
}

/** The values of the ordered columns, read as those columns have them. */
export type PositionShape<Values = unknown> = z.ZodType<Values>;

/** What a position holds; undefined when it is none. */
export function decodePosition(position: string): unknown {
  try {
    return JSON.parse(Buffer.from(position, 'base64url').toString());
  } catch {
    return undefined;
  }
}

function checksum(position: string, ownerId: string, order: string): string {
  return createHash('sha256')
    .update(JSON.stringify([position, ownerId, order]))
    .digest('base64url')
    .slice(0, 12);
}
