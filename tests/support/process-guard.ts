import { spawn } from 'node:child_process';

/**
 * Kills a process and removes its folder should this process end first, even by SIGKILL: a guard process waits
 * for the end of a pipe that only we hold open. An exit handler would miss signals, and jest's workers.
 * @returns how to call the guard off
 */
export function guardProcess(pid: number, folder: string): () => void {
  const script = 'read -r _; kill -9 "$0"; rm -rf "$1"';
  const guard = spawn('sh', ['-c', script, String(pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Away from the terminal's group, so that Ctrl-C does not end the guard before its work.
    detached: true,
  });
  guard.unref();
  return () => {
    guard.kill('SIGKILL');
    guard.stdin.destroy();
  };
}
