import { type ASTNode, GraphQLError } from 'graphql';
import { ErrorCode } from '../errors/app-error.js';

/**
 * What an operation that is itself at fault is refused with, before any of it runs.
 * @param nodes where in the document the fault is
 */
export function queryFault(message: string, nodes: readonly ASTNode[] | null = null): GraphQLError {
  const extensions = { code: ErrorCode.BAD_USER_INPUT, http: { status: 400 } };
  return new GraphQLError(message, { nodes, extensions });
}
