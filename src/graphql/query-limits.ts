import { type DocumentNode, type GraphQLSchema, getNamedType, parse } from 'graphql';
import { AppError, ErrorCode } from '../errors/app-error.js';
import { UploadScalar } from '../image/upload.scalar.js';
import { type DocumentSize, documentSize } from './document-size.js';

/** Tokens of a document: several times those of the largest published operation. */
const MAX_TOKENS = 2000;

/** Above every published operation and what tools ask to read the schema; below what keeps validation busy. */
const MOST: Readonly<Record<keyof DocumentSize, readonly [limit: number, what: string]>> = {
  uploads: [1, 'field that takes an upload in one operation'],
  depth: [16, 'fields within fields'],
  breadth: [60, 'fields in one selection'],
  fields: [1500, 'fields'],
  aliases: [30, 'aliases'],
  directives: [9, 'directives'],
};

/** How graphql-js says that a document has too many tokens; it gives no code of its own. */
const TOO_MANY_TOKENS = 'Document contains more';

/**
 * Refuses a document that asks for too much before it is validated, since the rules of validation compare fields with
 * each other. What is no GraphQL passes, and is refused where the answer can say why.
 * @param uploading names of the fields that take an upload
 * @throws AppError QUERY_TOO_COMPLEX.
 */
export function refuseLargeDocument(text: string, uploading: ReadonlySet<string>): void {
  const document = parsed(text);
  if (!document) return;
  const size = documentSize(document, uploading);
  for (const [name, [limit, what]] of Object.entries(MOST)) {
    // Object.entries forgets which keys there are.
    if (size[name as keyof DocumentSize] > limit) throw tooComplex(`more than ${limit} ${what}`);
  }
}

/** The root fields with an argument of the type Upload. */
export function uploadingFields(schema: GraphQLSchema): ReadonlySet<string> {
  const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
    Object.values(root?.getFields() ?? {}),
  );
  const takesUpload = ({ args }: (typeof fields)[number]) =>
    args.some(({ type }) => getNamedType(type).name === UploadScalar.name);
  return new Set(fields.filter(takesUpload).map(({ name }) => name));
}

/** The refusal of a query that has, or costs, more of something than it may. */
export function tooComplex(excess: string): AppError {
  const message = `The query has ${excess}: ask for less, or in several requests.`;
  return new AppError(ErrorCode.QUERY_TOO_COMPLEX, message);
}

function parsed(text: string): DocumentNode | undefined {
  try {
    return parse(text, { maxTokens: MAX_TOKENS, noLocation: true });
  } catch (error) {
    if (String(error).includes(TOO_MANY_TOKENS)) throw tooComplex(`more than ${MAX_TOKENS} tokens`);
    return undefined;
  }
}
