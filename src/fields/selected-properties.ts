import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  getNamedType,
  isObjectType,
} from 'graphql';
// Fragments, @skip and @include as execution itself follows them.
import { collectSubfields } from 'graphql/execution/collectFields.js';
import { Extensions } from 'type-graphql';

/** What a field needs of the stored row, where that is not the column of its own name. */
export function Reads<Entity>(
  ...properties: readonly (keyof Entity & string)[]
): MethodDecorator & PropertyDecorator {
  return Extensions({ reads: properties });
}

/** The same for all rows of a list: graphql-js collects the fields of a selection once per request. */
const known = new WeakMap<GraphQLResolveInfo['fieldNodes'], readonly string[]>();

/**
 * Which properties of a stored row the selection of a field needs.
 * @param path fields on the way from the field to its rows, such as edges and node
 */
export function selectedProperties(info: GraphQLResolveInfo, ...path: readonly string[]): readonly string[] {
  const earlier = known.get(info.fieldNodes);
  if (earlier) return earlier;
  let type = objectType(info.returnType);
  let nodes = info.fieldNodes;
  for (const step of path) {
    nodes = [...subfields(info, type, nodes)].flat().filter(({ name }) => name.value === step);
    type = objectType(type.getFields()[step]?.type);
  }
  const fields = type.getFields();
  const properties = [...subfields(info, type, nodes)].flat().flatMap(({ name: { value } }) => {
    const field = fields[value];
    // What has no field is __typename.
    return field ? readsOf(field.extensions.reads, value) : [];
  });
  const selected = [...new Set(properties)].sort();
  known.set(info.fieldNodes, selected);
  return selected;
}

function subfields(
  { schema, fragments, variableValues }: GraphQLResolveInfo,
  type: GraphQLObjectType,
  nodes: GraphQLResolveInfo['fieldNodes'],
) {
  return collectSubfields(schema, fragments, variableValues, type, nodes).values();
}

function objectType(type: GraphQLOutputType | undefined): GraphQLObjectType {
  const named = type && getNamedType(type);
  if (!isObjectType(named)) throw new TypeError('Only fields of object types are read from rows.');
  return named;
}

function readsOf(declared: unknown, field: string): readonly string[] {
  return Array.isArray(declared) ? declared : [field];
}
