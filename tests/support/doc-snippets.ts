import { readFile } from 'node:fs/promises';

/** A code block of a page. */
interface Snippet {
  readonly language: string;
  readonly code: string;
}

/** The code blocks of a Markdown page, by the heading that they stand under. */
export async function docSnippets(file: string): Promise<ReadonlyMap<string, readonly Snippet[]>> {
  const snippets = new Map<string, Snippet[]>();
  let heading = '';
  for (const [, title, language, code] of (await readFile(file, 'utf8')).matchAll(
    /^#+ (.+)$|^```(\w+)\n([\s\S]*?)^```$/gm,
  )) {
    if (title !== undefined) heading = title;
    else snippets.set(heading, [...(snippets.get(heading) ?? []), { language: language!, code: code! }]);
  }
  return snippets;
}

/** The one block of that language under that heading. */
export function snippetOf(
  snippets: ReadonlyMap<string, readonly Snippet[]>,
  heading: string,
  language: string,
  holding = '',
): string {
  const found = (snippets.get(heading) ?? []).filter(
    (snippet) => snippet.language === language && snippet.code.includes(holding),
  );
  if (found.length !== 1) throw new Error(`${found.length} blocks of ${language} under "${heading}"`);
  return found[0]!.code;
}
