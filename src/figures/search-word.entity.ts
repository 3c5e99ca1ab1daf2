import { Entity, Filter, PrimaryKey } from '@mikro-orm/decorators/legacy';
import { WORD_LENGTH } from '../input/search-text.js';
import { idColumn, ownerColumn } from '../persistence/columns.js';
import { ownerFilter } from '../persistence/owner-filter.js';

/**
 * A word of a thumbnail's newest title or file name, folded: the index that the history is searched by. Engines have
 * full-text indexes of their own, but none that both know, or that begins with the owner.
 */
@Entity({ tableName: 'search_word' })
@Filter(ownerFilter)
export class SearchWord {
  @PrimaryKey(ownerColumn())
  ownerId!: string;

  @PrimaryKey({ type: 'string', length: WORD_LENGTH })
  word!: string;

  /** Without a foreign key, which would need an index of its own; the row of the thumbnail decides. */
  @PrimaryKey(idColumn())
  thumbnailId!: string;
}
