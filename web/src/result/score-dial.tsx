import type { ResultFragment } from '../api/operations.generated.js';
import { statusOf } from './status-words.js';

type DialResult = Pick<ResultFragment, 'score' | 'scoreRange' | 'status' | 'judgement' | 'unmeasured'>;

const RADIUS = 84;
/** The open part of the dial lies below, as on an instrument. */
const FIRST_DEGREE = 135;
const DEGREES = 270;
const TICKS = Array.from({ length: 11 }, (_, i) => i * 10);

/** The score on a scale from 0 to 100, with the range of the judge's passes where there were several. */
export function ScoreDial({ result }: { readonly result: DialResult }) {
  const { score, scoreRange, unmeasured } = result;
  const source = statusOf(result);
  const unwanted = unmeasured.filter(({ cause }) => cause === 'SWITCHED_OFF').map(({ family }) => family);
  return (
    <figure className="dial">
      <svg viewBox="-100 -94 200 162" role="img" aria-label={`Score ${score} of 100. ${source}`}>
        <path d={arc(0, 100)} className="dial-scale" />
        {scoreRange && <path d={arc(scoreRange.lowest, scoreRange.highest)} className="dial-range" />}
        {score > 0 && <path d={arc(0, score)} className="dial-value" />}
        {TICKS.map((tick) => (
          <line key={tick} x1="67" x2={tick % 50 === 0 ? 60 : 64} transform={`rotate(${degreesAt(tick)})`} />
        ))}
        <text y="16" className="dial-score">
          {score}
        </text>
        <text y="44" className="dial-caption">
          of 100
        </text>
      </svg>
      <figcaption>
        {source}
        {scoreRange && ` · ${scoreRange.lowest} to ${scoreRange.highest} over several passes`}
        {unwanted.length > 0 && <p>Not part of the score: {unwanted.join(', ')}</p>}
      </figcaption>
    </figure>
  );
}

function degreesAt(score: number): number {
  return FIRST_DEGREE + (DEGREES * score) / 100;
}

function arc(from: number, to: number): string {
  const [start, end] = [from, to].map((score) => {
    const radians = (degreesAt(score) * Math.PI) / 180;
    return `${(RADIUS * Math.cos(radians)).toFixed(2)} ${(RADIUS * Math.sin(radians)).toFixed(2)}`;
  });
  const isLarge = ((to - from) * DEGREES) / 100 > 180 ? 1 : 0;
  return `M${start} A${RADIUS} ${RADIUS} 0 ${isLarge} 1 ${end}`;
}
