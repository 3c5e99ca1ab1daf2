import type { LetterMask } from './letter-mask.js';

export interface Candidate {
  readonly mask: LetterMask;
  /** Share of the letters that were read that have ink where they stand, 0 to 1. */
  readonly coverage: number;
  /** Of the shapes' outline, in pixels. */
  readonly length: number;
  /** 0 to 1. */
  readonly score: number;
}

/** Share of a shape that must lie within another one, and how wide that one must at least be around it, in pixels. */
const HELD = 0.9;
const LEAST_OUTLINE = 1.4;
/** Share of its own edge that may lie bare. */
const BARE = 0.25;
/** What letters within an outline or a plate keep of its score, of its coverage and of its height. */
const KEPT = { score: 0.4, coverage: 0.85, height: 0.6 };

/** The likeliest one, or what it only surrounds: an outline and a plate look like letters, with the letters inside. */
export function chooseMask(candidates: readonly Candidate[]): LetterMask | null {
  let found: Candidate | null = null;
  for (const candidate of candidates) if (!found || candidate.score > found.score) found = candidate;
  // Two colours can enclose each other, as a plate and its border do: each is visited once only.
  const passed = new Set<Candidate>();
  for (let outer: Candidate | null = found; outer; ) {
    const within: Candidate = outer;
    passed.add(within);
    const others = candidates.filter((candidate) => !passed.has(candidate));
    const inner: Candidate[] = others.filter((candidate) => liesWithin(candidate, within));
    outer = inner.reduce<Candidate | null>((a, b) => (a && a.score >= b.score ? a : b), null);
    found = outer ?? found;
  }
  return found?.mask ?? null;
}

function liesWithin(inner: Candidate, outer: Candidate): boolean {
  const [a, b] = [inner.mask, outer.mask];
  if (inner.score < KEPT.score * outer.score || inner.coverage < KEPT.coverage * outer.coverage) return false;
  if (a.bottom - a.top < KEPT.height * (b.bottom - b.top)) return false;
  const outside = reachedFromEdge(b);
  const { width } = b;
  let [held, shared, bare] = [0, 0, 0];
  for (let i = 0; i < a.ink.length; i++) {
    if (a.ink[i] === 0 || outside[i] === 1) continue;
    held++;
    shared += b.ink[i] ?? 0;
    if (outside[i - 1] === 1 || outside[i + 1] === 1 || outside[i - width] === 1 || outside[i + width] === 1)
      bare++;
  }
  if (held < HELD * a.area || bare > BARE * inner.length) return false;
  // Letters taken together with their outline; without what is only the blend at their edge they are not other ones.
  return shared < (1 - HELD) * a.area || b.area - a.area > LEAST_OUTLINE * inner.length;
}

/** Where one can go from the crop's edge without stepping on the ink. */
function reachedFromEdge({ ink, width, height }: LetterMask): Uint8Array {
  const reached = new Uint8Array(ink.length);
  const stack: number[] = [];
  const visit = (i: number) => {
    if (ink[i] === 1 || reached[i] === 1) return;
    reached[i] = 1;
    stack.push(i);
  };
  for (let x = 0; x < width; x++) {
    visit(x);
    visit((height - 1) * width + x);
  }
  for (let y = 0; y < height; y++) {
    visit(y * width);
    visit(y * width + width - 1);
  }
  for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
    const x = i % width;
    if (x > 0) visit(i - 1);
    if (x < width - 1) visit(i + 1);
    if (i >= width) visit(i - width);
    if (i < ink.length - width) visit(i + width);
  }
  return reached;
}
