import { once } from 'node:events';
import { connect } from 'node:net';

/** An upload that announces so many bytes, sends the beginning of its file and then nothing, until it is given up. */
export async function stalledUpload(url: string, bytes: number, token?: string): Promise<{ giveUp(): void }> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  const part = (name: string, value: string) =>
    `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const operations = '{"query":"mutation($f:Upload!){analyzeThumbnail(file:$f){id}}","variables":{"f":null}}';
  socket.write(
    'POST /graphql HTTP/1.1\r\nhost: x\r\napollo-require-preflight: true\r\n' +
      (token ? `authorization: Bearer ${token}\r\n` : '') +
      `content-type: multipart/form-data; boundary=b\r\ncontent-length: ${bytes}\r\n\r\n` +
      part('operations', operations) +
      part('map', '{"0":["variables.f"]}') +
      '--b\r\ncontent-disposition: form-data; name="0"; filename="a.png"\r\n\r\nbytes',
  );
  return { giveUp: () => socket.destroy() };
}
