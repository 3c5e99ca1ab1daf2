import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Something published, as a file that says what it was when it was recorded. */
export interface Golden {
  /** From the root of the project. */
  readonly path: string;
  readonly content: unknown;
}

const ROOT = new URL('../../', import.meta.url);
/** How long a line may become before its value is broken into lines. */
const LINE_WIDTH = 240;

/** What a value is after a trip through JSON, as measurements and judgements make one. */
export function asStored(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** What was recorded in that file; undefined where there is none. */
export function readGolden(path: string, root = ROOT): unknown {
  const file = new URL(path, root);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

export function writeGolden({ path, content }: Golden, root = ROOT): void {
  const file = new URL(path, root);
  mkdirSync(dirname(file.pathname), { recursive: true });
  writeFileSync(file, goldenText(content));
}

/** As JSON for people: what fits on a line stands on one, so that a diff names what changed. */
export function goldenText(content: unknown): string {
  return `${lines(asStored(content), '')}\n`;
}

function lines(value: unknown, indent: string): string {
  const short = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || indent.length + short.length <= LINE_WIDTH) return short;
  const inner = `${indent} `;
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => inner + lines(item, inner)).join(',\n')}\n${indent}]`;
  }
  const fields = Object.entries(value).map(
    ([key, item]) => `${inner}${JSON.stringify(key)}: ${lines(item, inner)}`,
  );
  return `{\n${fields.join(',\n')}\n${indent}}`;
}
