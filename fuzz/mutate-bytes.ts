import type { Dice } from './dice.js';

/** Numbers that lengths and dimensions go wrong at. */
const EDGES = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];
const LONGEST_RUN = 200;
/** Where formats keep what a picture is. */
const HEADER = 64;

/**
 * The bytes, damaged in one or a few places.
 * @param others parts of these are mixed in
 */
export function mutateBytes(bytes: Buffer, others: readonly Buffer[], dice: Dice, mostChanges = 8): Buffer {
  let mutated: Buffer = Buffer.from(bytes);
  for (let changes = 1 + dice.below(mostChanges); changes > 0 && mutated.length > 0; changes--) {
    mutated = change(mutated, others, dice);
  }
  return mutated;
}

function change(bytes: Buffer, others: readonly Buffer[], dice: Dice): Buffer {
  const at = dice.below(dice.chance(0.4) ? Math.min(HEADER, bytes.length) : bytes.length);
  const run = 1 + dice.below(Math.min(LONGEST_RUN, bytes.length - at));
  const [before, rest] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (dice.below(8)) {
    case 0:
      bytes.writeUInt8((bytes[at] ?? 0) ^ (1 << dice.below(8)), at);
      return bytes;
    case 1: {
      const number = Buffer.alloc(4);
      const edge = dice.pick(EDGES);
      if (dice.chance(0.5)) number.writeUInt32BE(edge);
      else number.writeUInt32LE(edge);
      number.copy(bytes, at, dice.below(4));
      return bytes;
    }
    case 2:
      return Buffer.from(before);
    case 3:
      return Buffer.concat([before, rest.subarray(run)]);
    case 4:
      return Buffer.concat([before, dice.bytes(run), rest]);
    case 5:
      return Buffer.concat([before, rest.subarray(0, run), rest]);
    case 6: {
      const other = dice.pick(others);
      return Buffer.concat([before, other.subarray(dice.below(other.length))]);
    }
    default:
      dice.bytes(run).copy(bytes, at);
      return bytes;
  }
}
