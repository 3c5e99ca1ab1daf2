import { parse } from '@babel/parser';

/** The comments and texts of a TypeScript file, each on the line where it begins, as Markdown for the prose linter. */
export function proseOfSource(source: string): string {
  const { tokens, comments } = parse(source, {
    sourceType: 'module',
    plugins: ['typescript', 'jsx', 'decorators-legacy'],
    tokens: true,
  });
  const lines = source.split('\n').map(() => '');
  const add = (text: string, firstLine: number) => {
    for (const [index, line] of text.split('\n').entries()) lines[firstLine - 1 + index] += `${line.trim()} `;
  };
  for (const { value, loc } of comments ?? []) add(value.replace(/^[ \t]*\*/gm, ''), loc?.start.line ?? 1);
  for (const { type, value, loc } of (tokens ?? []) as SourceToken[]) {
    if (TEXT_TOKENS.has(type.label)) add(String(value), loc.start.line);
  }
  return lines.join('\n');
}

interface SourceToken {
  readonly type: { readonly label: string };
  readonly value: unknown;
  readonly loc: { readonly start: { readonly line: number } };
}

const TEXT_TOKENS = new Set(['string', 'template', 'jsxText']);
