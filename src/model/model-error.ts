import { AppError } from '../errors/app-error.js';

/**
 * A refusal of the model, of any code: an analysis that only prefers a judgement becomes PARTIAL by it. A class, since
 * other parts of the server can be busy as well, with the same code.
 */
export class ModelError extends AppError {}
