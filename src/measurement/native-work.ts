/**
 * A thread that is ended in the middle of native code takes the whole process with it: onnxruntime-node comes back
 * to JavaScript that is no more, and its C++ exception is not caught. So a thread says when it is in there,
 * in a word of memory that it shares with the code that may end it, and neither goes ahead while the other one has the word.
 */
export type EndLock = Int32Array<SharedArrayBuffer>;

const FREE = 0;
const IN_NATIVE_CODE = 1;
const ENDING = 2;

export function newEndLock(): EndLock {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** Resolves as soon as the thread is outside native code; it does not go back into it, and can be ended. */
export async function takeForEnding(lock: EndLock): Promise<void> {
  while (Atomics.compareExchange(lock, 0, FREE, ENDING) === IN_NATIVE_CODE) {
    await Atomics.waitAsync(lock, 0, IN_NATIVE_CODE).value;
  }
}

// What follows is the thread's side. Without a lock it cannot be ended.
let held: EndLock | undefined;
let depth = 0;

/** Makes this the lock of the thread, as long as it works for the one who gave it. */
export function holdEndLock(lock: EndLock): void {
  held = lock;
  // Work for the last one may have failed on one side while the other side is not back yet.
  if (depth > 0) Atomics.store(lock, 0, IN_NATIVE_CODE);
}

/** Does work that is native code, or waits for it; never begins it in a thread that is being ended. */
export async function inNativeCode<T>(work: () => Promise<T>): Promise<T> {
  if (depth === 0 && held && Atomics.compareExchange(held, 0, FREE, IN_NATIVE_CODE) === ENDING) {
    return new Promise(() => {});
  }
  depth++;
  try {
    return await work();
  } finally {
    depth--;
    if (depth === 0 && held) {
      Atomics.store(held, 0, FREE);
      Atomics.notify(held, 0);
    }
  }
}
