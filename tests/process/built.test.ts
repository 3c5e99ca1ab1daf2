import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { startServerProcess } from '../support/server-process.js';

it('what was built serves and ends like its sources', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'thumbnail-built-'));
  const stores = {
    DATABASE_URL: `sqlite:${join(folder, 'data.sqlite')}`,
    PICTURES_URL: `file:${join(folder, 'pictures')}`,
  };
  const server = startServerProcess(stores, ['--max-old-space-size=192', 'dist/main.js']);
  try {
    const url = await server.url();
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    server.child.kill('SIGTERM');
    expect(await once(server.child, 'exit')).toEqual([0, null]);
  } finally {
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  }
});
