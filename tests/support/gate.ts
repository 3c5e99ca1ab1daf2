import { type Answer, answers } from './fake-groq-answers.js';

/** An answer that waits until the test opens the gate. */
export function gate(answer: Answer = answers.completion()): {
  readonly answer: Answer;
  readonly open: () => void;
} {
  const opened = Promise.withResolvers<void>();
  return { answer: (exchange) => opened.promise.then(() => answer(exchange)), open: opened.resolve };
}
