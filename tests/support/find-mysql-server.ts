import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A database server on this machine that can be started privately. */
export interface MysqlServerBinary {
  readonly path: string;
  readonly flavour: 'mariadb' | 'mysql';
}

// Debian keeps servers out of an ordinary user's PATH, Red Hat in libexec.
const USUAL_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/usr/libexec'];

/** The MariaDB or MySQL server of this machine, or null where none is installed. */
export function findMysqlServer(): MysqlServerBinary | null {
  const path = findExecutable('mariadbd') ?? findExecutable('mysqld');
  if (path === null) return null;
  // Debian's mysqld is a link to mariadbd, so the name does not tell.
  const version = execFileSync(path, ['--no-defaults', '--version'], { encoding: 'utf8' });
  return { path, flavour: version.includes('MariaDB') ? 'mariadb' : 'mysql' };
}

/** The full path of an executable in PATH or the usual folders for servers, or null. */
export function findExecutable(name: string): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const folder of [...folders, ...USUAL_FOLDERS]) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}
