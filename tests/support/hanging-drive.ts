import { existsSync } from 'node:fs';
import drive from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

// Preloaded into a server whose folder of pictures is to hang as a network drive does: while the pipe exists, opening
// any picture blocks a thread of the system until the other end of the pipe is opened.
const { HANGING_FOLDER = '', HANGING_PIPE = '' } = process.env;
const { open } = drive;
drive.open = (path, ...rest) => {
  const hangs = String(path).startsWith(HANGING_FOLDER) && existsSync(HANGING_PIPE);
  return hangs ? open(HANGING_PIPE, 'r') : open(path, ...rest);
};
syncBuiltinESMExports();
