import { GraphQLError, GraphQLScalarType } from 'graphql';
import { GraphQLUpload } from 'graphql-upload-minimal';
import type { UploadedFile } from './read-upload.js';

/** A file that is being uploaded. Wrapped, since TypeGraphQL awaits promises and would meet their failures itself. */
export interface IncomingUpload {
  readonly file: Promise<UploadedFile>;
}

/** The scalar of the GraphQL multipart request specification. */
export const UploadScalar = new GraphQLScalarType<IncomingUpload>({
  name: 'Upload',
  description:
    'A file of a GraphQL multipart request (https://github.com/jaydenseric/graphql-multipart-request-spec). ' +
    'Such a request needs the header `Apollo-Require-Preflight: true`.',
  // The library's scalar yields the promise of a file or throws, but is typed unknown.
  parseValue: (value) => ({ file: GraphQLUpload.parseValue(value) as Promise<UploadedFile> }),
  parseLiteral: refuseText,
  serialize: refuseText,
});

function refuseText(): never {
  throw new GraphQLError('Send a file as a variable of a multipart request, not as text.');
}
