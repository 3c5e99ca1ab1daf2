import { beforeEach, describe, expect, it } from '@jest/globals';
import { FREE_BYTES, type HeldRoom, LEAST_PACE } from '../../src/load/held-room.js';
import { UploadRoom } from '../../src/load/upload-room.js';

const MEBIBYTE = 1024 * 1024;

let now: number;
let room: UploadRoom;
let refused: string[];

beforeEach(() => {
  now = 0;
  refused = [];
  room = new UploadRoom(64 * MEBIBYTE, 50 * MEBIBYTE, () => now);
});

/** An upload that has brought so many megabytes. */
function upload(name: string, client: string, megabytes = 0, announced = 0): HeldRoom {
  const held = room.enter(client, announced * MEBIBYTE, 50 * MEBIBYTE, ({ code, message }) => {
    expect(code).toBe('SERVER_BUSY');
    refused.push(`${name}: ${message.replace(/;.*/, '')}`);
  });
  held.arrived(megabytes * MEBIBYTE);
  return held;
}

/** Until a sender that brings nothing counts as stalled. */
const stall = () => {
  now += LEAST_PACE.milliseconds + 1;
};
const FULL = 'The server is already receiving as many uploads as it accepts at a time';
const FULL_OF_YOURS =
  'The server is already receiving as many uploads from this client as it accepts at a time';
const TOO_SLOW = 'The upload was too slow, and the upload budget of the server is used up';

describe('room', () => {
  it('is taken by what has arrived, and not by what was announced', () => {
    upload('idle', 'alice', 0, 50);
    upload('idle too', 'bob', 0, 50);
    upload('real', 'carol', 49, 49);
    expect({ refused, held: room.held }).toEqual({
      refused: [],
      held: { requests: 1, bytes: 49 * MEBIBYTE },
    });
  });

  it('is not taken by small bodies, and never by more than is kept of one', () => {
    upload('query', 'alice').arrived(FREE_BYTES);
    expect(room.held).toEqual({ requests: 0, bytes: 0 });
    upload('endless', 'bob', 60);
    expect(room.held).toEqual({ requests: 1, bytes: 50 * MEBIBYTE });
  });

  it('comes back once, whoever gives it back', () => {
    const held = upload('a', 'alice', 10);
    held.keep();
    held.requestEnded();
    expect(room.held.bytes).toBe(10 * MEBIBYTE);
    held.giveBack();
    held.giveBack();
    held.requestEnded();
    held.arrived(MEBIBYTE);
    expect(room.held).toEqual({ requests: 0, bytes: 0 });
  });

  it('is refused at once to what cannot fit beside what has arrived', () => {
    upload('a', 'alice', 30);
    upload('b', 'bob', 20);
    expect(() => upload('c', 'carol', 0, 40)).toThrow(expect.objectContaining({ code: 'SERVER_BUSY' }));
    expect(() => upload('d', 'alice', 0, 30)).toThrow(expect.objectContaining({ code: 'SERVER_BUSY' }));
    upload('e', 'carol', 10, 10);
    expect(refused).toEqual([]);
  });
});

describe('the room of one client', () => {
  it('is promised to what has begun to arrive, so that of many at once the first ones end', () => {
    const first = upload('first', 'alice', 1, 20);
    upload('second', 'alice', 1, 20);
    expect(() => upload('third', 'alice', 0, 20)).toThrow(FULL_OF_YOURS);
    expect(() => upload('small', 'alice', 0, 10)).not.toThrow();
    first.giveBack();
    expect(() => upload('third', 'alice', 0, 20)).not.toThrow();
  });

  it('is needed by no small body, however much is promised', () => {
    for (const held of [1, 2, 3].map((i) => upload(`${i}`, 'alice', 0, 20))) held.arrived(MEBIBYTE);
    expect(() => upload('query', 'alice', 0, FREE_BYTES / MEBIBYTE)).not.toThrow();
    expect(() => upload('file', 'alice', 0, 1)).toThrow(FULL_OF_YOURS);
  });

  it('is promised to nothing that stalls or has not begun, and to nobody else', () => {
    upload('idle', 'alice', 0, 50);
    upload('stalled', 'alice', 1, 50);
    stall();
    expect(() => upload('next', 'alice', 1, 49)).not.toThrow();
    expect(() => upload('of another', 'bob', 0, 50)).not.toThrow();
  });
});

describe('without room', () => {
  it('a sender that stalls loses first, the one that has done so for longest', () => {
    upload('stalled', 'alice', 30);
    now += 10;
    upload('stalled later', 'bob', 30);
    stall();
    const fast = upload('fast', 'carol', 20, 20);
    expect(refused).toEqual([`stalled: ${TOO_SLOW}`]);
    fast.arrived(20 * MEBIBYTE);
    expect(refused).toEqual([`stalled: ${TOO_SLOW}`, `stalled later: ${TOO_SLOW}`]);
    expect(room.held.bytes).toBe(40 * MEBIBYTE);
  });

  it('a sender that trickles counts as one that stalls', () => {
    const trickling = upload('trickling', 'alice', 40);
    for (let second = 0; second < 10; second++) {
      now += 1000;
      trickling.arrived(1);
    }
    upload('fast', 'bob', 30);
    expect(refused).toEqual([`trickling: ${TOO_SLOW}`]);
  });

  it('one that keeps the pace does not, and neither does one that is whole', () => {
    const [steady, whole] = [upload('steady', 'alice', 15), upload('whole', 'bob', 40)];
    whole.ended();
    for (let second = 0; second < 20; second++) {
      now += 1000;
      steady.arrived(LEAST_PACE.bytes);
    }
    expect(() => upload('late', 'carol', 0, 30)).toThrow(FULL);
    upload('later', 'carol', 30);
    expect(refused).toEqual([`later: ${FULL}`]);
  });

  it('one client cannot take more than half of it, or its largest upload, and loses its own newest', () => {
    const first = upload('first', 'alice', 25);
    upload('second', 'alice', 20);
    first.arrived(10 * MEBIBYTE);
    expect(refused).toEqual([`second: ${FULL_OF_YOURS}`]);
    upload('third', 'alice', 20);
    expect(refused).toEqual([`second: ${FULL_OF_YOURS}`, `third: ${FULL_OF_YOURS}`]);
  });

  it('who takes more than a fair share gives way to who does not, the newest upload first', () => {
    upload('old', 'alice', 34);
    upload('new', 'bob', 30);
    upload('small', 'carol', 2, 2);
    expect(refused).toEqual([`new: ${FULL}`]);
  });

  it('a client of many connections gives way as one', () => {
    for (let i = 0; i < 5; i++) upload(`a${i}`, 'alice', 8);
    upload('b', 'bob', 20);
    upload('c', 'carol', 15, 15);
    expect(refused).toEqual(['a4', 'a3'].map((name) => `${name}: ${FULL}`));
  });

  it('who asks for more than a fair share takes from none that has far less', () => {
    const large = upload('large', 'alice', 30);
    upload('small', 'bob', 4);
    upload('medium', 'carol', 20);
    upload('other', 'dave', 10);
    large.arrived(MEBIBYTE);
    expect(refused).toEqual([`medium: ${FULL}`]);
  });

  it('uploads that all came to the same share end one after the other: nobody waits for room', () => {
    const uploads = Array.from({ length: 200 }, (_, i) => upload(`${i}`, `client ${i}`));
    let sent = 0;
    while (sent < 20 * MEBIBYTE) {
      sent += 64 * 1024;
      for (const each of uploads) each.arrived(64 * 1024);
      expect(room.held.bytes).toBeLessThanOrEqual(64 * MEBIBYTE);
    }
    expect(refused).toHaveLength(197);
    expect(room.held).toEqual({ requests: 3, bytes: 60 * MEBIBYTE });
  });

  it('what is refused says when to ask again, after how long the last one took', () => {
    const first = upload('first', 'alice', 40);
    now += 2500;
    first.giveBack();
    upload('a', 'alice', 40);
    expect(() => upload('b', 'bob', 0, 50)).toThrow(expect.objectContaining({ retryAfter: 3 }));
  });
});
