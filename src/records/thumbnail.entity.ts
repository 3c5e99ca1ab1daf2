import { Entity, Filter, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { PictureFormat } from '../image/canonical-image.js';
import { PictureFormatEnum } from '../image/picture-format.type.js';
import { PHRASE_LENGTH, SEARCH_VERSION, searchPhraseOf } from '../input/search-text.js';
import { idColumn, ownerColumn, timeColumn } from '../persistence/columns.js';
import { ownerFilter } from '../persistence/owner-filter.js';
import type { AnalysisStatus } from './analysis-status.js';

/** Characters, as MySQL counts them. */
const SEARCH_LENGTH = 800;

@ObjectType({ description: 'One uploaded picture and everything that was found out about it.' })
@Entity({ tableName: 'thumbnail' })
@Filter(ownerFilter)
@Index({ properties: ['ownerId', 'createdAt', 'id'] })
@Index({ properties: ['ownerId', 'latestScore', 'id'] })
export class Thumbnail {
  @Field(() => ID, { description: 'UUIDv7; sorts by time of upload.' })
  @PrimaryKey(idColumn())
  id!: string;

  @Property(ownerColumn())
  ownerId!: string;

  @Field(() => String, {
    description: "The client's name for the file, at most 255 characters; for display only.",
  })
  @Property({ type: 'string', length: 255 })
  filename!: string;

  @Field(() => PictureFormatEnum, { description: 'Format of the original, told by its content.' })
  @Property({ type: 'string', length: 8 })
  format!: PictureFormat;

  @Field(() => Int, { description: 'Width of the original in pixels, after its EXIF orientation.' })
  @Property({ type: 'integer' })
  width!: number;

  @Field(() => Int, { description: 'Height of the original in pixels, after its EXIF orientation.' })
  @Property({ type: 'integer' })
  height!: number;

  @Field(() => Int, { description: 'Size of the original file in bytes.' })
  @Property({ type: 'integer' })
  bytes!: number;

  /** Number of frames of the original; 1 for a still. */
  @Property({ type: 'integer' })
  frames!: number;

  @Field(() => String, { description: 'SHA-256 of the original file, 64 hexadecimal digits.' })
  @Property({ type: 'string', length: 64 })
  sha256!: string;

  /** Hex SHA-256 of the canonical raster: pictures that look the same to us share it. */
  @Property({ type: 'string', length: 64 })
  pixelHash!: string;

  @Field(() => Date, { description: 'When the picture was uploaded, UTC.' })
  @Property(timeColumn())
  createdAt!: Date;

  // The columns below repeat the newest analysis, so that the history sorts and filters over stored columns.

  @Property(idColumn())
  latestAnalysisId!: string;

  @Property({ type: 'integer' })
  latestScore!: number;

  @Property({ type: 'string', length: 8 })
  latestStatus!: AnalysisStatus;

  @Property({ type: 'string', length: 100, nullable: true })
  latestTitle!: string | null;

  /** Title and file name as servers of version 1.0 search them, beside which this one may run during an update. */
  @Property({ type: 'string', length: SEARCH_LENGTH })
  searchText!: string;

  /** What the history is searched in; null as long as the row was written by an older server. */
  @Property({ type: 'string', length: PHRASE_LENGTH, nullable: true })
  searchPhrase!: string | null;

  /** Of the way in which `searchPhrase` and its words were made. */
  @Property({ type: 'integer' })
  searchVersion!: number;
}

/** What follows from the newest title and the file name. */
export function searchColumnsOf(filename: string, title: string | null) {
  const inLowerCase = `${title ?? ''}\n${filename}`.toLowerCase().normalize('NFC');
  return {
    searchText: [...inLowerCase].slice(0, SEARCH_LENGTH).join(''),
    searchPhrase: searchPhraseOf(filename, title),
    searchVersion: SEARCH_VERSION,
  };
}
