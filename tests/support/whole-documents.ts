import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isObjectType,
} from 'graphql';

/** An argument anywhere in a document, as a variable of it. */
export interface Hole {
  readonly variable: string;
  /** Such as `Query.thumbnail(id:)`. */
  readonly coordinate: string;
  readonly argument: GraphQLArgument;
}

/** One operation that selects everything below one root field. */
export interface WholeDocument {
  /** The root field, such as `Mutation.deleteThumbnail`. */
  readonly name: string;
  readonly field: string;
  readonly text: string;
  readonly holes: readonly Hole[];
  /** Every `Type.field` that it selects. */
  readonly selected: ReadonlySet<string>;
}

/** A document for every root field of a schema, so that a new one cannot be forgotten. */
export function wholeDocuments(schema: GraphQLSchema): WholeDocument[] {
  return [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
    root ? Object.values(root.getFields()).map((field) => wholeDocument(root, field)) : [],
  );
}

function wholeDocument(root: GraphQLObjectType, field: GraphQLField<unknown, unknown>): WholeDocument {
  const holes = new Map<string, Hole>();
  const selected = new Set<string>();
  const selection = select(root, field, [], { holes, selected });
  const declared = [...holes.values()].map(
    ({ variable, argument }) => `$${variable}: ${variableType(argument)}`,
  );
  const keyword = root.name === 'Mutation' ? 'mutation' : 'query';
  const variables = declared.length > 0 ? `(${declared.join(', ')})` : '';
  return {
    name: `${root.name}.${field.name}`,
    field: field.name,
    text: `${keyword} ${field.name}${variables} { ${selection} }`,
    holes: [...holes.values()],
    selected,
  };
}

/** Nothing has to be given where the schema has a default. */
function variableType({ type, defaultValue }: GraphQLArgument): string {
  return String(defaultValue === undefined ? type : getNullableType(type));
}

interface Found {
  readonly holes: Map<string, Hole>;
  readonly selected: Set<string>;
}

/** A field with all that is below it; no type comes twice on the way down, or it would never end. */
function select(
  parent: GraphQLObjectType,
  { name, args, type }: GraphQLField<unknown, unknown>,
  path: readonly string[],
  found: Found,
): string {
  found.selected.add(`${parent.name}.${name}`);
  const given = args.map((argument) => {
    const variable = `${parent.name}_${name}_${argument.name}`;
    found.holes.set(variable, {
      variable,
      coordinate: `${parent.name}.${name}(${argument.name}:)`,
      argument,
    });
    return `${argument.name}: $${variable}`;
  });
  const head = given.length > 0 ? `${name}(${given.join(', ')})` : name;
  const named = objectOf(type, `${parent.name}.${name}`);
  if (!named) return head;
  const below = [...path, named.name];
  const fields = Object.values(named.getFields()).filter(
    (one) => !below.includes(getNamedType(one.type).name),
  );
  return `${head} { __typename ${fields.map((one) => select(named, one, below, found)).join(' ')} }`;
}

function objectOf(type: GraphQLOutputType, coordinate: string): GraphQLObjectType | null {
  const named = getNamedType(type);
  if (isLeafType(named)) return null;
  if (isObjectType(named)) return named;
  throw new Error(`Nobody has said yet how to select from ${coordinate}: ${type}`);
}
