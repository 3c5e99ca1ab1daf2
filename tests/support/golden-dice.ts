import type { Measurements } from '../../src/measurement/measurements.type.js';
import { OverlayKind } from '../../src/measurement/overlay-kind.js';
import type { Region } from '../../src/measurement/region.type.js';
import { round } from '../../src/measurement/round.js';
import type { Criterion } from '../../src/scoring/rubric.js';
import type { JudgedCriterion, PassScores } from '../../src/scoring/scorecard.js';
import { random } from './draw-paint.js';
import { facesOf, textOf } from './found.js';

const WORDS = [
  'NO',
  'WAY',
  'BACK',
  'the',
  'whole',
  'story',
  '100 %',
  'ÜBER',
  '«now»',
  'extraordinarily',
  '我',
];
const NOTHING_MEASURED = { frame: null, compression: null } as const;

/** Stored data by chance: the same for the same seed, around the limits of the rules. */
export class GoldenDice {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = random(seed);
  }

  whole(least: number, most: number): number {
    return least + Math.floor(this.#next() * (most - least + 1));
  }

  between(least: number, most: number): number {
    return round(least + this.#next() * (most - least));
  }

  /** Null once in six times. */
  perhaps<T>(value: T): T | null {
    return this.whole(1, 6) === 1 ? null : value;
  }

  region(): Region {
    const [x, y] = [this.between(0, 0.85), this.between(0, 0.85)];
    return { x, y, width: this.between(0.02, 1 - x), height: this.between(0.02, 1 - y) };
  }

  pass(criteria: readonly Criterion[]): PassScores {
    const asked = criteria.filter(({ judged }) => judged !== null);
    return Object.fromEntries(asked.map(({ criterion }) => [criterion, this.whole(0, 100)]));
  }

  judged(scores: PassScores): Record<string, JudgedCriterion> {
    const entries = Object.entries(scores).map(([criterion, score]): [string, JudgedCriterion] => {
      const said = { score, reason: `The ${criterion} is worth ${score}.` };
      // As judgements of the first prompt have it.
      if (this.whole(0, 2) === 0) return [criterion, said];
      return [criterion, { ...said, region: this.perhaps(this.region()), unstable: this.whole(0, 1) === 1 }];
    });
    return Object.fromEntries(entries);
  }

  measurements(): Measurements {
    return {
      ...NOTHING_MEASURED,
      ...this.#pixels(),
      text: textOf(...Array.from({ length: this.whole(0, 5) }, () => this.#line())),
      faces: facesOf(...Array.from({ length: this.whole(0, 3) }, () => this.region())),
      saliency: this.#saliency(),
      smallSizes: { sizes: [360, 168, 120].map((width) => this.#smallSize(width)) },
      overlays: {
        overlays: [OverlayKind.PROGRESS_BAR, OverlayKind.DURATION_BADGE].map((kind) => this.#overlay(kind)),
      },
    };
  }

  #pixels() {
    const edgeDensity = this.perhaps(this.between(0, 0.4));
    return {
      light: {
        meanLuminance: this.between(0, 0.2),
        rmsContrast: this.between(0.02, 0.4),
        clippedShadows: this.between(0, 1),
        clippedHighlights: this.between(0, 1),
      },
      colour: {
        colourfulness: this.between(0, 60),
        palette: [
          { hex: '#c02040', share: this.between(0.5, 1) },
          { hex: '#102030', share: 0.1 },
        ],
      },
      focus: { sharpness: this.between(0.1, 0.7) },
      clutter: { edgeDensity, withheld: edgeDensity === null ? 'The picture is too noisy.' : null },
      compression: { blockiness: this.between(0, 0.5) },
      grain: { noise: this.between(0, 35) },
    };
  }

  #line() {
    const words = Array.from({ length: this.whole(1, 6) }, () => WORDS[this.whole(0, WORDS.length - 1)]);
    return {
      text: this.perhaps(words.join(' ')),
      height: this.between(8, 160),
      contrastRatio: this.perhaps(this.between(1, 9)),
      region: this.region(),
    };
  }

  #saliency() {
    return {
      concentration: this.between(0.1, 0.6),
      peaks: this.whole(0, 12),
      mainPeak: { x: 0.5, y: 0.5 },
      thirdsDistance: this.perhaps(this.between(0, 0.34)),
      centreDistance: this.between(0, 0.5),
      subject: this.perhaps(this.region()),
      subjectShare: this.between(0, 0.6),
      lightnessSeparation: this.perhaps(this.between(0, 20)),
      colourSeparation: this.perhaps(this.between(0, 20)),
      thirds: [],
    };
  }

  #smallSize(width: number) {
    return {
      width,
      height: Math.round((width * 9) / 16),
      subjectSimilarity: this.between(0, 1),
      subjectEdges: this.perhaps(this.between(0, 0.6)),
    };
  }

  #overlay(kind: OverlayKind) {
    const region = this.perhaps({ x: 0.7, y: 0.7, width: 0.28, height: 0.28 });
    return { kind, region, saliencyCovered: this.between(0, 0.3), textCovered: null, facesCovered: null };
  }
}
