import { once } from 'node:events';
import { connect } from 'node:net';

/** What came back for bytes that no client library would send. */
export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly errors: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly data: unknown;
}

/** Sends a head, line by line without its end, and a body, over a connection of its own that is closed afterwards. */
export async function rawRequest(
  url: string,
  head: readonly string[],
  body: string | Buffer = '',
): Promise<RawAnswer> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => {});
  socket.write(
    `${head.join('\r\n')}\r\nconnection: close\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`,
  );
  socket.write(body);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  await once(socket, 'close');
  const [top = '', text = ''] = answer.split('\r\n\r\n');
  // What a test asserts on it is checked there.
  const { errors = [], data = null } = (text ? JSON.parse(text) : {}) as Partial<RawAnswer>;
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(top)?.[1]), head: top, errors, data };
}
