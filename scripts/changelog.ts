/** One version of the changelog; "Unreleased" has no date. */
export interface ChangelogEntry {
  readonly version: string;
  readonly date: string | null;
  /** Whether it tells of something that breaks clients: a section "Breaking" with a line in it. */
  readonly isBreaking: boolean;
  /** Whether it tells of anything. */
  readonly isEmpty: boolean;
}

const UNRELEASED = 'Unreleased';
const HEADING = /^## \[(.+?)\](?: - (\d{4}-\d{2}-\d{2}))?$/;
const VERSION = /^(\d+)\.(\d+)\.(\d+)$/;

/** The versions of a changelog, from top to bottom. */
export function changelogEntries(changelog: string): ChangelogEntry[] {
  return changelog
    .split(/^(?=## )/m)
    .filter((part) => part.startsWith('## '))
    .map((part) => {
      const [heading = '', ...lines] = part.split('\n');
      const [, version = heading, date = null] = HEADING.exec(heading) ?? [];
      return {
        version,
        date,
        isBreaking: /^### Breaking\n+- /m.test(part),
        isEmpty: lines.every((line) => line.trim() === ''),
      };
    });
}

/** Whether what is unreleased is announced as a new major version. */
export function announcesMajor(changelog: string): boolean {
  const [next] = changelogEntries(changelog);
  return next?.version === UNRELEASED && next.isBreaking;
}

/** What is wrong with the order, the dates or the numbers of a changelog; the package has the newest version. */
export function changelogProblems(changelog: string, packageVersion: string): string[] {
  const [next, ...released] = changelogEntries(changelog);
  const problems = released.flatMap((entry, index) => entryProblems(entry, released[index + 1]));
  if (next?.version !== UNRELEASED || next.date !== null)
    problems.unshift('The topmost heading is "## [Unreleased]".');
  if (released[0]?.version !== packageVersion)
    problems.unshift(`Below "Unreleased" stands the package's version, ${packageVersion}.`);
  return problems;
}

function entryProblems({ version, date, isBreaking }: ChangelogEntry, before?: ChangelogEntry): string[] {
  if (!VERSION.test(version) || date === null) return [`"${version}" needs a version and a date.`];
  if (!before) return [];
  const problem = versionProblem(version, before.version, isBreaking);
  return problem === null ? [] : [problem];
}

/** Why a version cannot follow another one; null where it can. */
export function versionProblem(version: string, before: string, isBreaking: boolean): string | null {
  const [now, last] = [VERSION.exec(version), VERSION.exec(before)];
  if (!now || !last) return `${version} after ${before}: both have to be like 1.2.3.`;
  const [major, minor, patch] = now.slice(1).map(Number);
  const [lastMajor = 0, lastMinor = 0, lastPatch = 0] = last.slice(1).map(Number);
  const following = [
    `${lastMajor + 1}.0.0`,
    `${lastMajor}.${lastMinor + 1}.0`,
    `${lastMajor}.${lastMinor}.${lastPatch + 1}`,
  ];
  if (!following.includes(`${major}.${minor}.${patch}`))
    return `${version} does not follow ${before}: ${following.join(', ')} would.`;
  return isBreaking && version !== following[0]
    ? `${version} breaks clients, so it has to be ${following[0]}.`
    : null;
}

/** The changelog once what is unreleased became that version. @throws Error where it cannot */
export function releasedChangelog(changelog: string, version: string, date: string): string {
  const [next, last] = changelogEntries(changelog);
  if (next?.version !== UNRELEASED || next.isEmpty) throw new Error('Nothing stands under "Unreleased".');
  const problem = last ? versionProblem(version, last.version, next.isBreaking) : null;
  if (problem !== null) throw new Error(problem);
  return changelog.replace(/^## \[Unreleased\]$/m, `## [Unreleased]\n\n## [${version}] - ${date}`);
}
