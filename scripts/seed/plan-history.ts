import { random } from '../../tests/support/draw-paint.js';
import { TOPICS, type Topic } from './topics.js';

/** How an analysis ends. */
export type Ending = 'judged' | 'measured' | 'refused by the judge';

export interface PlannedAnalysis {
  readonly at: Date;
  readonly ending: Ending;
  readonly title: string | null;
  readonly audience: string | null;
}

/** One thumbnail of the history that is to be. */
export interface PlannedThumbnail {
  readonly number: number;
  readonly topic: Topic;
  /** How well it is made, from 0 to 1. */
  readonly quality: number;
  /** The title as it may stand on the picture. */
  readonly caption: string;
  /** The upload, and what followed it. */
  readonly analyses: readonly [PlannedAnalysis, ...PlannedAnalysis[]];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAYS = 270;
/** Turn by turn, so that a small history has all of them too. */
const ENDINGS: readonly Ending[] = [
  'judged',
  'measured',
  'judged',
  'judged',
  'refused by the judge',
  'measured',
  'judged',
];
/** Every so many thumbnails, one is analysed again. */
const AGAIN = 6;
/** Of those that are only measured. The judge knows thumbnails by their titles. */
const UNTITLED = 0.3;
/** What may become of a title before the second analysis. */
const NEW_TITLES: readonly ((title: string) => string)[] = [
  (title) => `${title} (update)`,
  (title) => `I was wrong: ${title}`,
];

/** A channel that learns: so many thumbnails over about nine months, the oldest first, the same ones for the same seed. */
export function planHistory(count: number, seed: number, now: Date): PlannedThumbnail[] {
  const next = random(seed);
  const latest = now.getTime() - HOUR_MS;
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const progress = (index + next()) / count;
    const at = Math.min(now.getTime() - (1 - progress) * DAYS * DAY_MS, latest);
    const topic = pick(TOPICS, next);
    const caption = pick(topic.titles, next).replace('#', String(number));
    const quality = Math.min(0.98, Math.max(0.03, 0.15 + 0.7 * progress + (next() - 0.5) * 0.4));
    const audience = next() < 0.7 ? topic.audience : null;
    const ending = ENDINGS[index % ENDINGS.length] ?? 'measured';
    const title = ending === 'measured' && next() < UNTITLED ? null : caption;
    const first = { at: new Date(at), ending, title, audience };
    const later = new Date(Math.min(at + (1 + next() * 9) * DAY_MS, latest));
    const again = { at: later, ending: 'judged' as const, title: pick(NEW_TITLES, next)(caption), audience };
    return { number, topic, quality, caption, analyses: index % AGAIN === 3 ? [first, again] : [first] };
  });
}

/** One of a list, by chance. */
export function pick<Item>(items: readonly Item[], next: () => number): Item {
  const item = items[Math.floor(next() * items.length)];
  if (item === undefined) throw new RangeError('There is nothing to choose from.');
  return item;
}
