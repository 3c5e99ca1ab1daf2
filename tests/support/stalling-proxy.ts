import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** How a proxy treats a request. */
export type Treatment =
  | 'pass'
  /** Nothing comes back. */
  | 'silence'
  /** The store has done what was asked, and no more than the headers of its answer come back. */
  | 'headers only'
  /** Half of the body comes, and then nothing. */
  | 'half a body'
  /** Half of the body comes, and then the connection is closed. */
  | 'cut'
  /** A body that never ends, of a size that was not announced. */
  | 'flood';

/** A proxy in front of a store, which can hang in every way. */
export interface StallingProxy {
  readonly url: string;
  /** By method and path; everything passes at first. */
  treat: (method: string, path: string) => Treatment;
  /** Requests that are held at the moment, and whose client has not gone. */
  readonly held: number;
  stop(): Promise<void>;
}

const FLOOD = Buffer.alloc(64 * 1024);

/** @param target address of the store, without a path */
export async function startStallingProxy(target: string): Promise<StallingProxy> {
  const held = new Set<ServerResponse>();
  const hold = (response: ServerResponse) => {
    // Its client may have gone meanwhile.
    if (response.closed) return;
    held.add(response);
    response.once('close', () => held.delete(response));
  };
  const server = createServer((incoming, response) => {
    response.on('error', () => {});
    const treatment = proxy.treat(incoming.method ?? '', incoming.url ?? '');
    if (treatment === 'silence') return hold(response.on('close', () => incoming.resume()));
    if (treatment === 'flood') return flood(response);
    const onward = request(target + incoming.url, { method: incoming.method, headers: incoming.headers });
    onward.on('error', () => response.destroy());
    onward.on('response', (answer) => void pass(answer, response, treatment, hold));
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  const proxy: StallingProxy = {
    url: `http://127.0.0.1:${address.port}`,
    treat: () => 'pass',
    get held() {
      return held.size;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}

async function pass(
  answer: IncomingMessage,
  response: ServerResponse,
  treatment: Treatment,
  hold: (response: ServerResponse) => void,
): Promise<void> {
  const body = Buffer.concat(await answer.toArray());
  // An answer without a body is whole with its headers.
  if (body.length === 0 && treatment !== 'pass') return hold(response);
  response.writeHead(answer.statusCode ?? 500, answer.headers);
  response.flushHeaders();
  if (treatment === 'pass') response.end(body);
  else if (treatment === 'headers only') hold(response);
  else {
    response.write(body.subarray(0, body.length / 2));
    if (treatment === 'half a body') hold(response);
    else setImmediate(() => response.destroy());
  }
}

function flood(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'image/png' });
  const more = () => {
    while (!response.destroyed && response.write(FLOOD));
  };
  response.on('drain', more);
  more();
}
