import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { startServerProcess } from '../support/server-process.js';

it('what was built serves and ends like its sources, with few pools of freed memory', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'thumbnail-built-'));
  const stores = {
    DATABASE_URL: `sqlite:${join(folder, 'data.sqlite')}`,
    PICTURES_URL: `file:${join(folder, 'pictures')}`,
  };
  const server = startServerProcess(stores, ['--max-old-space-size=192', 'dist/main.js']);
  try {
    const url = await server.url();
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    // It began anew in its place: whoever started it still speaks to the same process.
    const own = `/proc/${server.child.pid}`;
    if (existsSync(own)) {
      expect(await readFile(`${own}/environ`, 'utf8')).toContain('MALLOC_ARENA_MAX=2');
      expect(await readFile(`${own}/cmdline`, 'utf8')).toMatch(/--max-old-space-size=192\0.*dist\/main\.js/);
    }
    server.child.kill('SIGTERM');
    expect(await once(server.child, 'exit')).toEqual([0, null]);
  } finally {
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  }
});
