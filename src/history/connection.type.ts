import { Field, ObjectType } from 'type-graphql';
import { Analysis } from '../records/analysis.entity.js';
import { Thumbnail } from '../records/thumbnail.entity.js';

@ObjectType({ description: 'The position of a page in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there are entries after this page.' })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether there are entries before this page.' })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null on an empty page.' })
  readonly startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last edge; null on an empty page.' })
  readonly endCursor!: string | null;
}

@ObjectType({ description: 'A thumbnail at its place in the history.' })
export class ThumbnailEdge {
  @Field(() => Thumbnail, { description: 'The thumbnail.' })
  readonly node!: Thumbnail;

  @Field(() => String, { description: 'Opaque; valid for the same orderBy, also after its row was deleted.' })
  readonly cursor!: string;
}

@ObjectType({ description: 'A page of the history.' })
export class ThumbnailConnection {
  @Field(() => [ThumbnailEdge], { description: 'The page, in the requested order.' })
  readonly edges!: readonly ThumbnailEdge[];

  @Field(() => PageInfo, { description: 'The position of the page.' })
  readonly pageInfo!: PageInfo;
}

@ObjectType({ description: 'An analysis at its place in the list of its thumbnail.' })
export class AnalysisEdge {
  @Field(() => Analysis, { description: 'The analysis.' })
  readonly node!: Analysis;

  @Field(() => String, { description: 'Opaque; valid for the same thumbnail.' })
  readonly cursor!: string;
}

@ObjectType({ description: 'A page of the analyses of one thumbnail, newest first.' })
export class AnalysisConnection {
  @Field(() => [AnalysisEdge], { description: 'The page, newest first.' })
  readonly edges!: readonly AnalysisEdge[];

  @Field(() => PageInfo, { description: 'The position of the page.' })
  readonly pageInfo!: PageInfo;
}
