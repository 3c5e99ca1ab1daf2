/** How Groq says that a model cannot answer any question of ours, whatever the picture. */
interface ModelFault {
  readonly status: number;
  readonly code?: string;
  /** Where Groq gives no code. Its words are compared and never repeated. */
  readonly message?: RegExp;
  readonly because: string;
}

/**
 * Seen in Groq's documentation of errors and in reports of its users: vercel/ai 2837 and others for content that
 * has to be a string, BerriAI/litellm 6569 for pictures beside a system message.
 */
const MODEL_FAULTS: readonly ModelFault[] = [
  { status: 404, code: 'model_not_found', because: 'it does not exist' },
  { status: 400, code: 'model_decommissioned', because: 'it was taken out of service' },
  { status: 400, message: /^messages?\[\d+\]\.content must be a string$/, because: 'it takes no pictures' },
  { status: 400, message: /^prompting with images is incompatible/, because: 'it takes no pictures' },
  { status: 400, message: /does not support image/, because: 'it takes no pictures' },
  { status: 400, message: /does not support response format/, because: 'it follows no schema' },
];

/** Why the model is of no use, in our words; undefined where the fault is another one. */
export function modelFault(
  status: number | undefined,
  code: string | undefined,
  message: string | undefined,
): string | undefined {
  const fault = MODEL_FAULTS.find(
    (known) =>
      known.status === status &&
      (known.code === undefined || known.code === code) &&
      (known.message === undefined || known.message.test(message ?? '')),
  );
  return fault?.because;
}
