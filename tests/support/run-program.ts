import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a program printed; rejects, with all that it printed, when it fails or takes longer than a minute. */
export async function runProgram(
  command: string,
  parameters: readonly string[],
  cwd: string,
): Promise<string> {
  const { stdout } = await run(command, [...parameters], { cwd, timeout: 60_000 });
  return stdout;
}
