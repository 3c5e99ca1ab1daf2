import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AltairConfigOptions } from 'altair-static';
import { type ASTNode, concatAST, type DocumentNode, Kind, parse, separateOperations } from 'graphql';

const OPERATIONS = fileURLToPath(new URL('../../schema/operations/', import.meta.url));
const TITLE = 'Building a rocket in my garden';

interface Example {
  readonly name: string;
  readonly hint?: string;
  readonly variables: object;
}

/**
 * A window for each operation, with variables to begin with. Altair opens the last one, so that is a query that
 * runs without changes; the names are short, so that all tabs fit on a laptop.
 */
const EXAMPLES: Readonly<Record<string, Example>> = {
  AnalyzeThumbnail: {
    name: 'Analyse',
    hint: '# Choose a picture: open VARIABLES below, "Add files", name it "file", "Select files".',
    variables: { file: null, input: { title: TITLE, audience: 'People who like to build things' } },
  },
  ThumbnailHistory: { name: 'History', variables: { first: 20 } },
  Thumbnail: { name: 'Thumbnail', variables: { id: 'thumbnail.id out of Analyse' } },
  Analysis: { name: 'Analysis', variables: { id: 'id out of Analyse' } },
  ReanalyzeThumbnail: {
    name: 'Reanalyse',
    variables: { thumbnailId: 'thumbnail.id out of Analyse', input: { title: TITLE } },
  },
  CompleteAnalysis: { name: 'Complete', variables: { id: 'id of a PARTIAL analysis' } },
  DeleteThumbnail: { name: 'Delete', variables: { id: 'thumbnail.id out of Analyse' } },
  HistoryStats: { name: 'Stats', variables: { by: 'WEEK' } },
  Rubric: { name: 'Rubric', variables: {} },
  UploadLimits: { name: 'Limits', variables: {} },
};

/**
 * A window for every published operation, with all fragments that it needs.
 * @param hints comments for the top of each window
 */
export function playgroundWindows(
  initialHeaders: Readonly<Record<string, string>>,
  hints: readonly string[],
): NonNullable<AltairConfigOptions['initialWindows']> {
  const files = readdirSync(OPERATIONS).filter((name) => name.endsWith('.graphql'));
  const published = concatAST(
    files.map((name) => parse(readFileSync(`${OPERATIONS}${name}`, 'utf8').trim())),
  );
  const operations = new Map(
    Object.entries(separateOperations(published)).map(([name, document]) => [name, textOf(document)]),
  );
  const unknown = [...operations.keys()].filter((operation) => !(operation in EXAMPLES));
  return [...unknown, ...Object.keys(EXAMPLES)].flatMap((operation) => {
    const text = operations.get(operation);
    if (text === undefined) return [];
    const { name, hint = [], variables } = EXAMPLES[operation] ?? { name: operation, variables: {} };
    // Without an endpoint of its own, or Altair would not complete the path to an address.
    return {
      initialName: name,
      initialHeaders,
      initialQuery: [...hints, hint, text].flat().join('\n\n'),
      initialVariables: JSON.stringify(variables, null, 2),
    };
  });
}

/** The operation with the comments of its file, then the fragments of other files. */
function textOf({ definitions }: DocumentNode): string {
  const operation = definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const file = operation?.loc?.source;
  const elsewhere = definitions.filter(({ loc }) => loc?.source !== file);
  return [file?.body, ...elsewhere.map(asWritten)].join('\n\n');
}

function asWritten({ loc }: ASTNode): string | undefined {
  return loc?.source.body.slice(loc.start, loc.end);
}
