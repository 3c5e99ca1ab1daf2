import { once } from 'node:events';
import { connect } from 'node:net';

interface StallingOptions {
  readonly token?: string;
  /** The address that it comes from: on Linux all of 127.0.0.0/8 is this machine. */
  readonly from?: string;
  /** How many bytes of its file arrive before it stalls. */
  readonly sent?: number;
  /** Announces no length. */
  readonly chunked?: boolean;
}

/** An upload that stalls until it is given up. */
export interface StalledUpload {
  /** Sends so many further bytes of the file. */
  send(bytes: number): Promise<void>;
  /** What the server has answered so far. */
  answer(): string;
  giveUp(): void;
}

/** Begins an upload that announces so many bytes, sends the beginning of its file and then nothing. */
export async function stalledUpload(
  url: string,
  bytes: number,
  { token, from, sent = 5, chunked = false }: StallingOptions = {},
): Promise<StalledUpload> {
  const port = Number(new URL(url).port);
  const socket = connect({ port, host: '127.0.0.1', ...(from && { localAddress: from }) });
  let answer = '';
  socket
    .on('error', () => {})
    .on('data', (chunk) => {
      answer += chunk;
    });
  await once(socket, 'connect');
  const part = (name: string, value: string) =>
    `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const operations = '{"query":"mutation($f:Upload!){analyzeThumbnail(file:$f){id}}","variables":{"f":null}}';
  const write = (text: string | Buffer) => {
    const size = chunked ? `${Buffer.byteLength(text).toString(16)}\r\n` : '';
    socket.write(Buffer.concat([Buffer.from(size), Buffer.from(text), Buffer.from(chunked ? '\r\n' : '')]));
  };
  const send = async (more: number) => {
    write(Buffer.alloc(more, 'x'));
    if (socket.writableNeedDrain) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
  };
  socket.write(
    'POST /graphql HTTP/1.1\r\nhost: x\r\napollo-require-preflight: true\r\n' +
      (token ? `authorization: Bearer ${token}\r\n` : '') +
      'content-type: multipart/form-data; boundary=b\r\n' +
      `${chunked ? 'transfer-encoding: chunked' : `content-length: ${bytes}`}\r\n\r\n`,
  );
  write(
    `${part('operations', operations)}${part('map', '{"0":["variables.f"]}')}` +
      '--b\r\ncontent-disposition: form-data; name="0"; filename="a.png"\r\n\r\n',
  );
  await send(sent);
  return { send, answer: () => answer, giveUp: () => socket.destroy() };
}
