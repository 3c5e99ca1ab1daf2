import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** How much a document asks for. */
export interface DocumentSize {
  /** Fields within fields. */
  readonly depth: number;
  /** Fields in one selection, those of spread fragments included. */
  readonly breadth: number;
  /** Fields of all its definitions, a fragment's wherever it is spread. */
  readonly fields: number;
  /** Fields under another name, `__typename` among them. */
  readonly aliases: number;
  readonly directives: number;
  /** Fields of one operation that take an upload. */
  readonly uploads: number;
}

/** What one selection asks for. */
interface SelectionSize {
  readonly depth: number;
  /** Fields that stand directly in it. */
  readonly own: number;
  /** The largest `own` in it and below. */
  readonly breadth: number;
  readonly fields: number;
  readonly uploads: number;
}

const NOTHING: SelectionSize = { depth: 0, own: 0, breadth: 0, fields: 0, uploads: 0 };

/**
 * Measures each fragment once, however often it is spread, so that it takes no longer than parsing did.
 * @param uploading names of the fields that take an upload
 */
export function documentSize(document: DocumentNode, uploading: ReadonlySet<string>): DocumentSize {
  const measure = selectionMeasure(document, uploading);
  const sizes = document.definitions.flatMap((definition) =>
    'selectionSet' in definition ? [measure(definition.selectionSet)] : [],
  );
  let aliases = 0;
  let directives = 0;
  visit(document, {
    Field({ alias }) {
      if (alias) aliases += 1;
    },
    Directive() {
      directives += 1;
    },
  });
  return {
    depth: Math.max(0, ...sizes.map(({ depth }) => depth)),
    breadth: Math.max(0, ...sizes.map(({ breadth }) => breadth)),
    fields: sizes.reduce((sum, { fields }) => sum + fields, 0),
    aliases,
    directives,
    uploads: Math.max(0, ...sizes.map(({ uploads }) => uploads)),
  };
}

function selectionMeasure(
  { definitions }: DocumentNode,
  uploading: ReadonlySet<string>,
): (selection: SelectionSetNode) => SelectionSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, SelectionSize>();

  function fragmentSize(name: string): SelectionSize {
    const known = measured.get(name);
    if (known) return known;
    // A fragment within itself is counted once: validation refuses it.
    measured.set(name, NOTHING);
    const fragment = fragments.get(name);
    const size = fragment ? setSize(fragment.selectionSet) : NOTHING;
    measured.set(name, size);
    return size;
  }

  function nodeSize(node: SelectionNode): SelectionSize {
    if (node.kind === Kind.FRAGMENT_SPREAD) return fragmentSize(node.name.value);
    if (node.kind === Kind.INLINE_FRAGMENT) return setSize(node.selectionSet);
    const below = node.selectionSet ? setSize(node.selectionSet) : NOTHING;
    const takesUpload = uploading.has(node.name.value);
    return {
      depth: below.depth + 1,
      own: 1,
      breadth: below.breadth,
      fields: below.fields + 1,
      uploads: below.uploads + (takesUpload ? 1 : 0),
    };
  }

  function setSize({ selections }: SelectionSetNode): SelectionSize {
    const sum = selections.map(nodeSize).reduce(
      (left, right) => ({
        depth: Math.max(left.depth, right.depth),
        own: left.own + right.own,
        breadth: Math.max(left.breadth, right.breadth),
        fields: left.fields + right.fields,
        uploads: left.uploads + right.uploads,
      }),
      NOTHING,
    );
    return { ...sum, breadth: Math.max(sum.breadth, sum.own) };
  }
  return setSize;
}
