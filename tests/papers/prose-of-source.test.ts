import { expect, it } from '@jest/globals';
import { proseOfSource } from '../../scripts/prose-of-source.js';

it('takes comments and texts out of a source, on their lines, and no names', () => {
  const source = [
    '/** Reads a picture. */',
    'export function read(nobody: string) {',
    '  // Why it is so.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source that is read
    "  throw new Error('The file is empty.' + nobody + `And ${nobody} more.`);",
    '}',
  ];
  const lines = proseOfSource(source.join('\n')).split('\n');
  expect(lines.map((line) => line.trim().replace(/ +/g, ' '))).toEqual([
    'Reads a picture.',
    '',
    'Why it is so.',
    'The file is empty. And more.',
    '',
  ]);
});

it('keeps the lines of a comment that has several', () => {
  expect(proseOfSource('/**\n * One\n * two.\n */\nconst a = 1;').split('\n')[2]?.trim()).toBe('two.');
});
