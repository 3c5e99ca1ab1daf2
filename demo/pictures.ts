import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { DemoError } from './demo-error.js';
import { drawRepaired, drawWeak } from './draw.js';

/** A picture that the demo uploads. */
export interface Picture {
  readonly label: string;
  /** Where a person can open it, as that person would type it. */
  readonly path: string;
  readonly filename: string;
  readonly bytes: Buffer<ArrayBuffer>;
  /** The video's title; undefined where we do not know it. */
  readonly title: string | undefined;
}

const FOLDER = 'data/demo';
const TITLE = 'Building a rocket in my garden';

/** One thumbnail as it is often made in a hurry, and the same one made well; both are left in data/demo. */
export async function drawnPictures(): Promise<Picture[]> {
  const [weak, repaired] = await Promise.all([drawWeak(), drawRepaired()]);
  await mkdir(FOLDER, { recursive: true });
  return Promise.all([keep('Before', 'weak.jpg', weak), keep('After', 'repaired.jpg', repaired)]);
}

async function keep(label: string, filename: string, bytes: Buffer): Promise<Picture> {
  const path = `${FOLDER}/${filename}`;
  await writeFile(path, bytes);
  return { label, path, filename, bytes: Buffer.from(bytes), title: TITLE };
}

/**
 * The pictures named on the command line.
 * @throws DemoError that says which one cannot be read, and why.
 */
export function ownPictures(paths: readonly string[]): Promise<Picture[]> {
  // npm runs scripts in the project's folder and leaves the one that the paths were typed in here.
  const folder = process.env.INIT_CWD ?? process.cwd();
  return Promise.all(
    paths.map(async (path, i) => {
      const file = resolve(folder, path);
      return {
        label: paths.length > 1 ? `Picture ${i + 1}` : 'Your picture',
        path,
        filename: basename(file),
        bytes: Buffer.from(await readFile(file).catch((error: unknown) => refuse(path, error))),
        title: undefined,
      };
    }),
  );
}

function refuse(path: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') throw new DemoError(`There is no file "${path}".`);
  if (code === 'EISDIR') throw new DemoError(`"${path}" is a folder; name a picture in it.`);
  if (code === 'EACCES') throw new DemoError(`The file "${path}" may not be read.`);
  throw error;
}
