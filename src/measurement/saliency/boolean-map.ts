// What a cell is: below or above the threshold, in a region that a border cuts, or beyond the borders.
const ABOVE = 1;
const CUT = 2;
const BEYOND = 3;

// Of boundary connectivity, the length on the borders over the root of the area: half of the paper's, since a thumbnail's
// ground is often a gradient, whose regions touch less of the borders than a plain ground does.
const BORDER_VARIANCE = 0.5;
// Below it a region is ground; not lower, or shares would make much of what an even picture has left.
const NEGLIGIBLE = 0.02;

const { exp } = Math;

/** A picture's regions above and below a threshold, map after map on memory that is used again. */
export class BooleanMap {
  readonly #width: number;
  readonly #height: number;
  /** With a rim of one cell beyond the borders, so that the loops need not look where they are. */
  readonly #cells: Uint8Array;
  readonly #standing: Float32Array;
  readonly #region: Int32Array;
  /** The ways to the left, right, upper and lower neighbour. */
  readonly #ways: Int32Array;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#cells = new Uint8Array((width + 2) * (height + 2)).fill(BEYOND);
    this.#standing = new Float32Array(this.#cells.length);
    this.#region = new Int32Array(width * height);
    this.#ways = Int32Array.of(-1, 1, -width - 2, width + 2);
  }

  /** Cuts the channel at a threshold and adds 0 (ground) to 1 (surrounded) to every cell. */
  add(channel: Float32Array, threshold: number): void {
    const width = this.#width;
    const cells = this.#cells;
    for (let i = 0, to = width + 3; i < channel.length; to += 2) {
      for (const end = i + width; i < end; i++) cells[to++] = (channel[i] ?? 0) > threshold ? ABOVE : 0;
    }
    this.#settleBorders();
    const standing = this.#standing;
    for (let at = width + 3; at < cells.length - width - 3; at++) {
      if ((cells[at] ?? BEYOND) <= ABOVE) standing[at] = (standing[at] ?? 0) + 1;
    }
  }

  /** What was added so far, without the rim. */
  sum(): Float32Array {
    const width = this.#width;
    return Float32Array.from({ length: width * this.#height }, (_, i) => {
      const x = i % width;
      return this.#standing[((i - x) / width + 1) * (width + 2) + x + 1] ?? 0;
    });
  }

  #settleBorders(): void {
    const width = this.#width + 2;
    const last = this.#height * width;
    for (let x = 1; x <= this.#width; x++) {
      this.#settle(width + x);
      this.#settle(last + x);
    }
    for (let row = width; row <= last; row += width) {
      this.#settle(row + 1);
      this.#settle(row + this.#width);
    }
  }

  /**
   * Adds to the region of a border cell how little it belongs to the borders: boundary connectivity of Zhu et al. 2014,
   * "Saliency optimization from robust background detection". People and things often leave a thumbnail at one side.
   */
  #settle(seed: number): void {
    const cells = this.#cells;
    const side = cells[seed] ?? BEYOND;
    if (side > ABOVE) return;
    const region = this.#region;
    const ways = this.#ways;
    let touched = 0;
    let size = 1;
    cells[seed] = CUT;
    region[0] = seed;
    for (let next = 0; next < size; next++) {
      const from = region[next] ?? 0;
      for (let way = 0; way < 4; way++) {
        const cell = from + (ways[way] ?? 0);
        if (cells[cell] === BEYOND) touched++;
        if (cells[cell] !== side) continue;
        cells[cell] = CUT;
        region[size++] = cell;
      }
    }
    const standing = exp(-(touched * touched) / (2 * BORDER_VARIANCE * size));
    if (standing < NEGLIGIBLE) return;
    for (let i = 0; i < size; i++) {
      const cell = region[i] ?? 0;
      this.#standing[cell] = (this.#standing[cell] ?? 0) + standing;
    }
  }
}
