/** The package describes its types in comments, which are read only where JavaScript is checked too. */
declare module 'apollo-upload-client/UploadHttpLink.mjs' {
  import { ApolloLink } from '@apollo/client';

  // biome-ignore lint/style/noDefaultExport: this is how it exports
  export default class UploadHttpLink extends ApolloLink {
    constructor(options: { uri: string; fetch: typeof fetch });
  }
}
