import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { until } from '../support/until.js';

const ROUNDS = 20;

const multipart = [
  'content-type: multipart/form-data; boundary=b',
  '--b\r\ncontent-disposition: form-data; name="operations"\r\n\r\n' +
    '{"query":"mutation($f:Upload!){analyzeThumbnail(file:$f){id}}","variables":{"f":null}}\r\n' +
    '--b\r\ncontent-disposition: form-data; name="map"\r\n\r\n{"0":["variables.f"]}\r\n' +
    '--b\r\ncontent-disposition: form-data; name="0"; filename="a.png"\r\n\r\nbytes',
] as const;
const json = ['content-type: application/json', '{"query":"{ uploadLimits { max'] as const;

describe.each([
  ['', {}],
  [' behind a proxy', { TRUSTED_PROXIES: '127.0.0.0/8,::1' }],
])('on a server%s', (_where, environment) => {
  let api: Api;

  beforeAll(async () => {
    api = await Api.start({ ...environment });
  });

  afterAll(() => api.remove());

  it.each([
    ['the file of an upload', multipart],
    ['the fields of an upload', [multipart[0], multipart[1].slice(0, 100)]],
    ['a query', json],
    ['a body of which nothing came', [json[0], '']],
  ])('a connection that is reset within %s is told as one that was cut', async (_what, [type, body]) => {
    api.log.length = 0;
    const before = await cutRequests(api.url);
    for (let round = 0; round < ROUNDS; round++) {
      const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
      socket.on('error', () => {});
      await once(socket, 'connect');
      const head =
        'POST /graphql HTTP/1.1\r\nhost: x\r\nx-forwarded-for: 192.0.2.7\r\n' +
        `apollo-require-preflight: true\r\n${type}\r\ncontent-length: 200000\r\n\r\n`;
      socket.write(`${head}${body}`, () => socket.resetAndDestroy());
      await once(socket, 'close');
    }
    await until(() => api.log.filter((line) => line.includes('"cut":true')).length === ROUNDS);
    expect(api.log.filter((line) => /"level":(40|50|60)|INTERNAL_SERVER_ERROR|TypeError/.test(line))).toEqual(
      [],
    );
    expect((await cutRequests(api.url)) - before).toBe(ROUNDS);
  });
});

/** What the metrics count as cut, whatever it asked for. */
async function cutRequests(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const counts = [...text.matchAll(/^thumbnail_requests_total\{.*code="CUT".*\} (\d+)$/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}
