import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * What a program printed; rejects, with all that it printed, when it fails or takes longer than a minute. It has our
 * environment where none is given.
 */
export async function runProgram(
  command: string,
  parameters: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<string> {
  const { stdout } = await run(command, [...parameters], { cwd, env, timeout: 60_000 });
  return stdout;
}
