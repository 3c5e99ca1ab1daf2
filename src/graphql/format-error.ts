import { ForeignKeyConstraintViolationException } from '@mikro-orm/core';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AppError, ErrorCode } from '../errors/app-error.js';
import { isDatabaseAway } from '../persistence/database-away.js';

/** What a client is shown of any error: a message, a code and, where waiting helps, retryAfter in whole seconds. */
export interface PublicError {
  readonly message: string;
  readonly extensions: { readonly code: ErrorCode; readonly retryAfter?: number };
}

/** Apollo's codes for faults of the query itself: their messages speak of nothing but that query. */
const QUERY_FAULTS: Readonly<Record<string, ErrorCode>> = {
  GRAPHQL_PARSE_FAILED: ErrorCode.GRAPHQL_PARSE_FAILED,
  GRAPHQL_VALIDATION_FAILED: ErrorCode.GRAPHQL_VALIDATION_FAILED,
  BAD_USER_INPUT: ErrorCode.BAD_USER_INPUT,
  OPERATION_RESOLUTION_FAILURE: ErrorCode.BAD_USER_INPUT,
  BAD_REQUEST: ErrorCode.BAD_USER_INPUT,
  // Clients that try a hash first know this answer by its message, and send the query after it.
  PERSISTED_QUERY_NOT_SUPPORTED: ErrorCode.BAD_USER_INPUT,
};

/** How Apollo refuses introspection, with advice for the operator. */
const INTROSPECTION_REFUSED = 'GraphQL introspection is not allowed';

/** What graphql-js adds to its messages about names that it does not know. */
const SUGGESTION = / ?Did you mean .+\?$/s;

/**
 * Apollo's formatError: the one place where an error in a query becomes what its client sees.
 * @param suggests whether a message may tell names of the schema: Apollo takes them out of validation, and not out of variables
 */
export function errorFormatter(suggests: boolean) {
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const told = formatError(formatted, thrown);
    return suggests ? told : { ...told, message: told.message.replace(SUGGESTION, '') };
  };
}

function formatError(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError {
  const { message, locations, path } = formatted;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  if (message.startsWith(INTROSPECTION_REFUSED)) {
    const offline = 'This server does not tell its schema: generate types from schema/schema.graphql.';
    return { message: offline, extensions: { code: ErrorCode.GRAPHQL_VALIDATION_FAILED }, ...place };
  }
  const fault = QUERY_FAULTS[String(formatted.extensions?.code)];
  return { ...(fault ? { message, extensions: { code: fault } } : toPublicError(thrown)), ...place };
}

/** Any error as a client may see it, without anything internal. */
export function toPublicError(thrown: unknown): PublicError {
  const { code, message, retryAfter } = toAppError(thrown);
  return { message, extensions: { code, ...(retryAfter !== undefined && { retryAfter }) } };
}

/** Our own error for any other; what we did not foresee is INTERNAL_SERVER_ERROR and keeps its cause for the log. */
export function toAppError(thrown: unknown): AppError {
  const cause = thrown instanceof GraphQLError ? (thrown.originalError ?? thrown) : thrown;
  if (cause instanceof AppError) return cause;
  if (isDatabaseAway(cause)) {
    const message = 'The database is not available at the moment; please try again later.';
    return new AppError(ErrorCode.DATABASE_UNAVAILABLE, message, { retryAfter: 5, cause });
  }
  if (cause instanceof ForeignKeyConstraintViolationException) {
    // A thumbnail or a judgement that was to serve again went away between its reading and our writing.
    return new AppError(
      ErrorCode.NOT_FOUND,
      'A thumbnail or a judgement that this request needs was deleted in the meantime: send the request again.',
      {
        cause,
      },
    );
  }
  return new AppError(ErrorCode.INTERNAL_SERVER_ERROR, 'Something went wrong on our side.', { cause });
}
