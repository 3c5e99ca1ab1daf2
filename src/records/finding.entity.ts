import { PrimaryKeyProp, type Ref } from '@mikro-orm/core';
import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Region } from '../measurement/region.type.js';
import { Evidence } from '../scoring/score.type.js';
import { Severity } from '../scoring/scorecard.js';
import { Analysis } from './analysis.entity.js';

@ObjectType({ description: 'One measured shortcoming, with its evidence and what to do about it.' })
@Entity({ tableName: 'finding' })
export class Finding {
  [PrimaryKeyProp]?: ['analysis', 'position'];

  @ManyToOne(() => Analysis, { ref: true, primary: true, deleteRule: 'cascade' })
  analysis!: Ref<Analysis>;

  /** Position by what it costs, from 0: fixing the first one helps most. */
  @PrimaryKey({ type: 'integer' })
  position!: number;

  @Field(() => String, { description: 'Key of the rule; Query.rubric explains it.' })
  @Property({ type: 'string', length: 64 })
  rule!: string;

  @Field(() => String, { description: 'Key of the criterion that it costs points.' })
  @Property({ type: 'string', length: 32 })
  criterion!: string;

  @Field(() => Severity, { description: 'How much it costs.' })
  @Property({ type: 'string', length: 8 })
  severity!: Severity;

  @Field(() => String, { description: 'What is wrong, with the number.' })
  @Property({ type: 'text' })
  message!: string;

  @Field(() => String, { description: 'What to change.' })
  @Property({ type: 'text' })
  suggestion!: string;

  @Field(() => Evidence, { description: 'The measured value and the limit that it missed.' })
  @Property({ type: 'json' })
  evidence!: Evidence;

  @Field(() => Region, {
    nullable: true,
    description: 'Where in the picture; null where it concerns all of it.',
  })
  @Property({ type: 'json', nullable: true })
  region!: Region | null;
}
