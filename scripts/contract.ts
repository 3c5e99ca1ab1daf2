import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { announcesMajor } from './changelog.js';

/** What the schema promises, and what the changelog says of it, all as texts. */
export interface Contract {
  /** The schema of the last release. */
  readonly released: string;
  readonly current: string;
  readonly changelog: string;
}

/** What in a schema would break a client of the released one; empty if every such client still works. */
export async function breakingChanges(released: string, current: string): Promise<string[]> {
  const changes = await diff(buildSchema(released), buildSchema(current));
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message);
}

/** The changes that break clients of the last release without being announced. */
export async function contractProblems({ released, current, changelog }: Contract): Promise<string[]> {
  return announcesMajor(changelog) ? [] : breakingChanges(released, current);
}

const BANNER = /^# Released as (\S+)\. Do not edit\.\n\n/;

/** A schema as it is kept with the version in which clients got it. */
export function asReleased(schema: string, version: string): string {
  return `# Released as ${version}. Do not edit.\n\n${schema}`;
}

/** The version in which clients got that schema; null where it does not say. */
export function releasedVersion(released: string): string | null {
  return BANNER.exec(released)?.[1] ?? null;
}
