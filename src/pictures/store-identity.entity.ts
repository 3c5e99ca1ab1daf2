import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { timeColumn } from '../persistence/columns.js';

/** Why a database and a store of pictures do not belong together, as far as we can tell. */
export enum Disagreement {
  /** The store says that it belongs to another database, or two databases claim it. */
  OTHER_DATABASE = 'OTHER_DATABASE',
  /** The store knows of work that this database does not: an older one was restored, or this is a copy. */
  OLDER_DATABASE = 'OLDER_DATABASE',
  /** The store does not say whose it is, and its pictures are not those of this database. */
  OTHER_PICTURES = 'OTHER_PICTURES',
}

/** The only row. */
export const THE_IDENTITY = 1;

/** Who this database is to its store of pictures. One row, of no owner, which the migration makes. */
@Entity({ tableName: 'store_identity' })
export class StoreIdentity {
  @PrimaryKey({ type: 'integer' })
  id!: number;

  /** Random; the same in the store. */
  @Property({ type: 'string', length: 36 })
  installation!: string;

  /** Rises with every sweep, here first and then in the store; 0 before the first agreement. */
  @Property({ type: 'integer' })
  generation!: number;

  /** Time of the newest thumbnail's id that was ever given out; written before its picture is. */
  @Property(timeColumn())
  issuedAt!: Date;

  /** Null while this database and its store agree, and before they were first compared. */
  @Property({ type: 'string', length: 20, nullable: true })
  disagreement!: Disagreement | null;
}
