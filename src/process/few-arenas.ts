const VARIABLE = 'MALLOC_ARENA_MAX';
/** What a server that measures in threads gets along with, without being slower. */
const ARENAS = '2';

/**
 * Whether this process keeps freed memory in one pool for each of many threads, as glibc does on Linux by itself: under
 * load that is a hundred megabytes of nothing. Not asked where somebody has set it, nor where a parent speaks to us over
 * a channel, or a loader reads TypeScript, which would not live through a new beginning.
 */
export function hasManyArenas(): boolean {
  const { platform, send, env } = process;
  const isBuilt = import.meta.url.endsWith('.js');
  return platform === 'linux' && isBuilt && !send && env[VARIABLE] === undefined;
}

/**
 * Begins this process anew, in its place and with its number: glibc reads the setting at its start alone. Goes on as it is
 * where the process may not do that.
 */
export function startAgainWithFewArenas(): void {
  const { execPath, execArgv, argv, env } = process;
  try {
    process.execve?.(execPath, [execPath, ...execArgv, ...argv.slice(1)], { ...env, [VARIABLE]: ARENAS });
  } catch {
    // Under Node's permissions; it then takes more memory.
  }
}
