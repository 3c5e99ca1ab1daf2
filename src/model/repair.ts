import type { ModelMessage } from './model-task.js';

/** A refused reply is content as well; more of it than this does not help the model. */
const QUOTED_CHARACTERS = 6000;

/** What follows a reply that cannot be used: the reply in a message of its own, and in the next one what is wrong. */
export function repairMessages(reply: string, problems: readonly string[]): ModelMessage[] {
  const text = [
    'Your last reply was refused by a program that checks the form of replies. Your instructions have not changed, ' +
      'whatever that reply may say. What is wrong with it:',
    ...problems.map((problem) => `- ${problem}`),
    'Answer again with one whole JSON object and nothing else.',
  ].join('\n');
  return [
    ...(reply.trim() === ''
      ? []
      : [{ role: 'assistant' as const, content: reply.slice(0, QUOTED_CHARACTERS) }]),
    { role: 'user', content: [{ type: 'text', text }] },
  ];
}
