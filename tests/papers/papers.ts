import { readFileSync } from 'node:fs';

const ROOT = new URL('../../', import.meta.url);

/** A file of the project as text, named from its root. */
export function paper(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

/** The rows of every Markdown table whose head begins with that cell; a cell of code loses its back quotes. */
export function tableRows(markdown: string, head: string): string[][] {
  const rows: string[][] = [];
  let inside = false;
  for (const line of markdown.split('\n')) {
    const cells = line.startsWith('|') ? line.split('|').slice(1, -1).map(plain) : [];
    if (cells.length === 0) inside = false;
    else if (cells[0] === head) inside = true;
    else if (inside && !/^[-: ]+$/.test(cells[0] ?? '')) rows.push(cells);
  }
  return rows;
}

/** Every GraphQL document that a paper shows. */
export function operations(markdown: string): string[] {
  return [/gql`(.*?)`/gs, /```graphql\n(.*?)```/gs, /"query": "(.*?)"/g]
    .flatMap((pattern) => [...markdown.matchAll(pattern)])
    .map(([, document = '']) => document.trim());
}

/** What a link can name behind `#`: the headings of a paper, as GitHub writes them. */
export function anchors(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function plain(cell: string): string {
  return cell.trim().replace(/^`(.*)`$/, '$1');
}

/** The names of the variables that the configuration reads, out of its source: the schema itself is private. */
export function knownSettings(): string[] {
  const schema = /z\.object\(\{\n(.*?)\n\}\);/s.exec(paper('src/config/environment-schema.ts'))?.[1] ?? '';
  return [...schema.matchAll(/^ {2}([A-Z][A-Z0-9_]*):/gm)].map(([, name = '']) => name);
}
