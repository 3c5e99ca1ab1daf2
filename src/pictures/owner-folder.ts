import { createHash } from 'node:crypto';
import { LOCAL_OWNER } from '../access/local-owner.js';

/**
 * The folder of an owner's pictures. A subject may hold slashes, dots and letters that differ only in case, and be
 * longer than a file's name, so all but the local owner go by a hash.
 */
export function ownerFolder(ownerId: string): string {
  if (ownerId === LOCAL_OWNER) return LOCAL_OWNER;
  return `owner-${createHash('sha256').update(ownerId).digest('hex')}`;
}

/** Whether a folder of that name can be an owner's. */
export function isOwnerFolder(name: string): boolean {
  return name === LOCAL_OWNER || /^owner-[0-9a-f]{64}$/.test(name);
}
