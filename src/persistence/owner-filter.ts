import type { Dictionary } from '@mikro-orm/core';

/**
 * Name of the filter that every entity with an `ownerId` carries, on by default: a query that forgets its
 * `where` still sees nothing of another owner.
 */
export const OWNER_FILTER = 'owner';

/** The one definition of that filter. */
export const ownerFilter = {
  name: OWNER_FILTER,
  cond: ({ ownerId }: Dictionary<string>): Dictionary<string | undefined> => ({ ownerId }),
  default: true,
};
