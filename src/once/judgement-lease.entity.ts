import { Entity, Filter, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { idColumn, ownerColumn, timeColumn } from '../persistence/columns.js';
import { ownerFilter } from '../persistence/owner-filter.js';

/** Says that some node is asking a model a question at this moment. A row exists only meanwhile. */
@Entity({ tableName: 'judgement_lease' })
@Filter(ownerFilter)
@Unique({ properties: ['ownerId', 'question'] })
export class JudgementLease {
  @PrimaryKey(idColumn())
  id!: string;

  @Property(ownerColumn())
  ownerId!: string;

  /** Its name, which gives no words away. */
  @Property({ type: 'string', length: 64 })
  question!: string;

  /** Identifies the holder: each holder of the lease has another id. */
  @Property(idColumn())
  holder!: string;

  /** Rises as long as the holder is alive, and when another one takes over. */
  @Property({ type: 'integer' })
  beat!: number;

  /** Only for the sweep: no two nodes' clocks agree well enough to tell a living holder from a dead one. */
  @Property(timeColumn())
  createdAt!: Date;
}
