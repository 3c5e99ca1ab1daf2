// Functions, since MikroORM writes the column's name into the options that it is given.

/** A UUIDv7 as text: the same on both engines, compared byte by byte, ascending with time. */
export const idColumn = () => ({ type: 'string', length: 36 });

/** An owner as the access layer names it; OpenID subjects have at most 255 ASCII characters. */
export const ownerColumn = () => ({ type: 'string', length: 255 });

/** UTC with milliseconds. */
export const timeColumn = () => ({ type: 'Date', length: 3 });
