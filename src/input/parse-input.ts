import type { z } from 'zod';
import { AppError, ErrorCode } from '../errors/app-error.js';

/**
 * Parses what a client sent.
 * @throws AppError BAD_USER_INPUT that names the first bad field and what is wrong with it.
 */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') || 'input';
  throw new AppError(ErrorCode.BAD_USER_INPUT, `${field}: ${issue?.message ?? 'cannot be used'}`);
}
