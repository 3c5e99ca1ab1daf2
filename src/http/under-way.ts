import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { serverStops } from './error-reply.js';

/** Interval for checking whether every request has been answered. */
const LOOK_MS = 20;
/** Health and metrics routes are served until the end. */
const HEALTH = /^\/(health\/|metrics)/;

/** The requests that are being answered, so that a server can stop without cutting them. */
export class UnderWay {
  #count = 0;
  #stopping = false;

  constructor(app: FastifyInstance) {
    app.addHook('onRequest', async (request, reply) => {
      const isHealth = HEALTH.test(request.url);
      if (this.#stopping) {
        reply.header('Connection', 'close');
        if (!isHealth) throw serverStops();
      }
      if (isHealth) return;
      this.#count += 1;
      reply.raw.once('close', () => {
        this.#count -= 1;
      });
    });
  }

  get isStopping(): boolean {
    return this.#stopping;
  }

  /** Refuses what is new, and waits for what is not, but no longer than so many milliseconds. @returns how many are left. */
  async finish(graceMs: number): Promise<number> {
    this.#stopping = true;
    const deadline = performance.now() + graceMs;
    while (this.#count > 0 && performance.now() < deadline) await pause(LOOK_MS);
    return this.#count;
  }
}
