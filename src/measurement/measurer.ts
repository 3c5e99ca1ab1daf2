import { extname } from 'node:path';
import type { Logger } from 'pino';
import type { CanonicalImage, OriginalPicture, Raster } from '../image/canonical-image.js';
import { measureFrame } from './frame.js';
import { type MeasuredPixels, PIXEL_FAMILIES } from './measure-pixels.js';
import type { Measured } from './measured.js';
import type { Measurements } from './measurements.type.js';
import { measureOverlays, type OverlayRegions } from './overlays.js';
import type { SaliencyMap } from './saliency/saliency-map.js';
import { UnmeasuredFamilies } from './unmeasured-families.js';
import { WorkerPool } from './worker-pool.js';

/** How the operator wants pictures to be measured. */
export interface MeasurerSettings {
  /** False: text is not measured. */
  readonly text: boolean;
  /** False: faces are not measured. */
  readonly faces: boolean;
  /** Number of threads; but there is at least one for pixels, and one for the networks where any is wanted. */
  readonly workers: number;
  /** How long one task of one picture may take. */
  readonly timeLimitMs: number;
  readonly overlays: OverlayRegions;
}

/** What the threads run: TypeScript as long as we are TypeScript ourselves. */
export const MEASURING_WORKER = new URL(`./measuring-worker${extname(import.meta.url)}`, import.meta.url);

/** Measures pictures in its own threads, so that other requests do not wait for it. */
export class Measurer {
  readonly #settings: MeasurerSettings;
  readonly #log: Logger;
  readonly #pixelThreads: WorkerPool;
  // Apart, since a thread that has loaded the networks takes more than a hundred megabytes more.
  readonly #networkThreads: WorkerPool;

  constructor(settings: MeasurerSettings, log: Logger, workerFile: URL) {
    const { workers, timeLimitMs, text, faces } = settings;
    const networks = text || faces ? Math.ceil(workers / 2) : 0;
    this.#settings = settings;
    this.#log = log;
    this.#pixelThreads = new WorkerPool(workerFile, Math.max(1, workers - networks), timeLimitMs, log);
    this.#networkThreads = new WorkerPool(workerFile, Math.max(1, networks), timeLimitMs, log);
  }

  /** How many threads work, and how many tasks wait for one. */
  get use(): { readonly busy: number; readonly waiting: number } {
    const [pixels, networks] = [this.#pixelThreads.use, this.#networkThreads.use];
    return { busy: pixels.busy + networks.busy, waiting: pixels.waiting + networks.waiting };
  }

  /**
   * Every family over one picture; one that fails is null and listed, and the others continue.
   * @param signal leaves out what has not begun, because no caller waits for it any more
   */
  async measure(image: CanonicalImage, original: OriginalPicture, signal?: AbortSignal): Promise<Measured> {
    const unmeasured = new UnmeasuredFamilies(this.#settings.timeLimitMs, this.#log);
    const work = { raster: shared(image), unmeasured, signal };
    const [frame, pixels, [saliency, smallSizes], text, faces] = await Promise.all([
      unmeasured.attempt(['frame'], () => measureFrame(original)),
      this.#pixels(work),
      this.#saliency(work),
      this.#optional('text', work),
      this.#optional('faces', work),
    ]);
    const found = { saliency: saliency?.map ?? null, text, faces };
    const overlays = await unmeasured.attempt(['overlays'], () =>
      measureOverlays(image, this.#settings.overlays, found),
    );
    const measurements: Measurements = {
      frame,
      ...pixels,
      text,
      faces,
      saliency: saliency?.measurement ?? null,
      smallSizes,
      overlays,
    };
    return { measurements, unmeasured: unmeasured.inOrderOf(Object.keys(measurements)) };
  }

  /**
   * @param signal takes work back that has not begun
   * @throws the error that prevented the map.
   */
  async saliencyMap(image: CanonicalImage, signal: AbortSignal): Promise<SaliencyMap> {
    return (await this.#pixelThreads.run('saliency', shared(image), signal)).map;
  }

  /** Ends the threads. Pictures in progress lose the families that are not measured yet. */
  async stop(): Promise<void> {
    await Promise.all([this.#pixelThreads.stop(), this.#networkThreads.stop()]);
  }

  async #pixels({ raster, unmeasured, signal }: PictureWork): Promise<MeasuredPixels['measurements']> {
    const measured = await unmeasured.attempt(PIXEL_FAMILIES, () =>
      this.#pixelThreads.run('pixels', raster, signal),
    );
    if (!measured) {
      return { light: null, colour: null, focus: null, clutter: null, compression: null, grain: null };
    }
    for (const { family, error } of measured.failures) unmeasured.fail(family, error);
    return measured.measurements;
  }

  async #saliency({ raster, unmeasured, signal }: PictureWork) {
    const saliency = await unmeasured.attempt(['saliency'], () =>
      this.#pixelThreads.run('saliency', raster, signal),
    );
    if (!saliency) {
      unmeasured.missing('smallSizes', 'saliency');
      return [null, null] as const;
    }
    const seen = { image: raster, map: saliency.map };
    const smallSizes = await unmeasured.attempt(['smallSizes'], () =>
      this.#pixelThreads.run('smallSizes', seen, signal),
    );
    return [saliency, smallSizes] as const;
  }

  /** A family that the operator can switch off. */
  async #optional<Name extends 'text' | 'faces'>(name: Name, { raster, unmeasured, signal }: PictureWork) {
    if (!this.#settings[name]) {
      unmeasured.switchedOff(name);
      return null;
    }
    return unmeasured.attempt([name], () => this.#networkThreads.run(name, raster, signal));
  }
}

/** One picture that is being measured, family by family. */
interface PictureWork {
  readonly raster: Raster;
  readonly unmeasured: UnmeasuredFamilies;
  readonly signal: AbortSignal | undefined;
}

/** The raster where every thread can read it without a copy of its own. */
function shared({ pixels, width, height }: CanonicalImage): Raster {
  const copy = new Uint8Array(new SharedArrayBuffer(pixels.length));
  copy.set(pixels);
  return { pixels: copy, width, height };
}
