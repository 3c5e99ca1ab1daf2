/** A fault that SQLite tells, in the form of `node:sqlite`, which the ORM knows. */
export class SqliteError extends Error {
  override readonly name = 'SqliteError';
  readonly code = 'ERR_SQLITE_ERROR';

  /** @param errcode SQLite's extended result code; the low byte is the code, the rest its kind */
  constructor(
    message: string,
    readonly errcode: number,
  ) {
    super(message);
  }
}
