import {
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isNonNullType,
  isRequiredInputField,
  isScalarType,
} from 'graphql';
import type { Hole, WholeDocument } from './whole-documents.js';

/** What an argument can be filled with. */
export interface Hoard {
  readonly ids: readonly string[];
  readonly cursors: readonly string[];
  /** What is searched for. */
  readonly words: readonly string[];
  /** What is stored. */
  readonly ownWords: readonly string[];
}

/** Stands for a file, which travels beside the variables. */
export const FILE = Symbol('a file');

export type Variables = Readonly<Record<string, unknown>>;

/**
 * Every way to call a document with what is in the hoard: each value of the arguments that are needed, by itself and
 * beside each value of every other argument.
 * @throws Error that names an argument which nobody has said yet how to fill.
 */
export function waysToCall({ holes }: WholeDocument, hoard: Hoard): Variables[] {
  const others = holes.filter((hole) => !isNeeded(hole));
  return plainWaysToCall({ holes }, hoard).flatMap((base) => [
    base,
    ...others.flatMap((hole) => valuesOf(hole, hoard).map((value) => filled(base, hole, value))),
  ]);
}

/** The same with the needed arguments alone, and small pages. */
export function plainWaysToCall({ holes }: Pick<WholeDocument, 'holes'>, hoard: Hoard): Variables[] {
  let ways: Variables[] = [smallPages(holes)];
  for (const hole of holes.filter(isNeeded)) {
    ways = ways.flatMap((way) => valuesOf(hole, hoard).map((value) => filled(way, hole, value)));
  }
  return ways;
}

function isNeeded({ argument }: Hole): boolean {
  return isNonNullType(argument.type) && argument.defaultValue === undefined;
}

/** Pages within pages of the usual size would be more than one request may ask for. */
function smallPages(holes: readonly Hole[]): Variables {
  return Object.fromEntries(
    holes.filter(({ argument }) => argument.name === 'first').map(({ variable }) => [variable, 3]),
  );
}

/** A page has a size from its start or from its end, not both. */
function filled(base: Variables, { variable, argument }: Hole, value: unknown): Variables {
  if (argument.name !== 'last') return { ...base, [variable]: value };
  return { ...base, [variable.replace(/last$/, 'first')]: undefined, [variable]: value };
}

function valuesOf({ coordinate, argument }: Hole, hoard: Hoard): unknown[] {
  return valuesFor(coordinate, argument.name, argument.type, hoard);
}

/** Values of a name, where its type alone does not say what it is for. */
const BY_NAME: Readonly<Record<string, (hoard: Hoard) => readonly unknown[]>> = {
  'ID id': ({ ids }) => ids,
  'ID thumbnailId': ({ ids }) => ids,
  'String after': ({ cursors }) => cursors,
  'String before': ({ cursors }) => cursors,
  'String text': ({ words }) => words,
  'String title': ({ ownWords }) => ownWords,
  'String audience': ({ ownWords }) => ownWords,
  'String version': () => ['1', 'none'],
  'Int first': () => [0, 3],
  'Int last': () => [0, 3],
  'Int min': () => [0, 100],
  'Int max': () => [0, 100],
  'DateTimeISO from': () => ['2000-01-01T00:00:00.000Z', '9000-01-01T00:00:00.000Z'],
  'DateTimeISO to': () => ['2000-01-01T00:00:00.000Z', '9000-01-01T00:00:00.000Z'],
  'Boolean reuse': () => [true, false],
  'Upload file': () => [FILE],
};

function valuesFor(coordinate: string, name: string, type: GraphQLInputType, hoard: Hoard): unknown[] {
  const nullable = getNullableType(type);
  if (isEnumType(nullable)) return nullable.getValues().map((value) => value.name);
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields());
    const at = (field: (typeof fields)[number]) => `${coordinate} ${nullable.name}.${field.name}`;
    const needed = fields
      .filter(isRequiredInputField)
      .map((field) => [field.name, valuesFor(at(field), field.name, field.type, hoard)[0]]);
    return fields.flatMap((field) =>
      valuesFor(at(field), field.name, field.type, hoard).map((value) => ({
        ...Object.fromEntries(needed),
        [field.name]: value,
      })),
    );
  }
  const values = isScalarType(nullable) ? BY_NAME[`${nullable.name} ${name}`]?.(hoard) : undefined;
  if (values) return [...values];
  throw new Error(`Nobody has said yet how to fill ${coordinate}: ${type}`);
}
