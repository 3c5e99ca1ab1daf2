import { z } from 'zod';

/**
 * Who a token speaks for: at most 255 printable ASCII characters, as OpenID Connect has it. None at its ends is a
 * space, since MySQL takes texts that differ only in spaces at their end for equal.
 */
export const subjectSchema = z.string().regex(/^[!-~](?:[ -~]{0,253}[!-~])?$/);
