import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import type { HeldRoom } from '../load/held-room.js';

/**
 * The body of a request, which tells the room for uploads of every byte that arrives. It can be destroyed with an error
 * while the request continues, so that its client still gets an answer.
 */
export function meteredBody(raw: IncomingMessage, held: HeldRoom): Transform {
  const body = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      held.arrived(chunk.length);
      if (!body.destroyed) done(null, chunk);
    },
    flush(done) {
      held.ended();
      done();
    },
  });
  // At times nothing reads it, and an error without a listener would end the process.
  body.on('error', () => {});
  raw.once('close', () => {
    if (!raw.readableEnded) body.destroy(new Error('The request broke off.'));
  });
  return raw.pipe(body);
}
