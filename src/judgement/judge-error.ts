import { AppError } from '../errors.js';

/**
 * A refusal of the judge, whatever its code: an analysis that only prefers a judgement becomes PARTIAL by it. A
 * class, because the rest of the server can be busy as well, with the same code.
 */
export class JudgeError extends AppError {}
