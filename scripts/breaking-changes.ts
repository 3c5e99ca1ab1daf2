import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

/** What in a schema would break a client of the released one; empty when every such client goes on working. */
export async function breakingChanges(released: string, current: string): Promise<string[]> {
  const changes = await diff(buildSchema(released), buildSchema(current));
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message);
}

/** A heading of a version, such as `## [1.2.0] - 2026-11-24`. */
const VERSION = /^## \[(\d+)\.\d+\.\d+\]( - \d{4}-\d{2}-\d{2})?/;

/**
 * Whether the changelog's topmost version is a new major one: it stands above the last dated release, without a
 * date of its own, as in `## [2.0.0] - unreleased`.
 */
export function announcesMajor(changelog: string): boolean {
  const headings = changelog.split('\n').filter((line) => line.startsWith('## '));
  const next = VERSION.exec(headings[0] ?? '');
  const last = headings.map((line) => VERSION.exec(line)).find((heading) => heading?.[2]);
  return next !== null && !next[2] && last !== undefined && Number(next[1]) > Number(last?.[1]);
}
