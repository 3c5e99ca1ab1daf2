import sharp from 'sharp';
import { letters } from '../tests/support/draw-letters.js';
import type { AnalyzedPicture } from './analyze-picture.js';
import type { CardAnalysis, CardRubric } from './answers.js';
import { limitText, withUnit } from './finding-lines.js';
import type { MovedFinding } from './moved-findings.js';
import { toneOf } from './score-card.js';

const WIDTH = 1200;
const HEIGHT = 1010;
const MARGIN = 40;
const CARD = { width: 540, height: 760, padding: 28 } as const;
const PREVIEW = { width: CARD.width - 2 * CARD.padding, height: 272 } as const;
const INK = '#e8ebf4';
const FAINT = '#949db5';
const TONES = { green: '#3ddc84', yellow: '#ffc94d', red: '#ff6b6b' } as const;

/** The demo's cards as a picture; it brings its own ground, so that it looks the same on light and dark pages. */
export async function scoreCardPicture(
  pictures: readonly AnalyzedPicture[],
  moved: readonly MovedFinding[],
  rubric: CardRubric,
): Promise<Buffer> {
  const left = (i: number) => MARGIN + i * (CARD.width + MARGIN);
  const body = [
    `<rect width="${WIDTH}" height="${HEIGHT}" rx="24" fill="#11141d"/>`,
    ...pictures.map(({ picture, analysis }, i) => card(left(i), picture.label, analysis, rubric)),
    ...moved.map((finding, i) => movedLine(MARGIN, MARGIN + CARD.height + 54 + i * 46, finding)),
  ].join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${body}</svg>`;
  const previews = await Promise.all(
    pictures.map(async ({ picture }, i) => ({
      input: await sharp(picture.bytes)
        .resize({ ...PREVIEW, fit: 'contain', background: '#000000' })
        .toBuffer(),
      left: left(i) + CARD.padding,
      top: MARGIN + 64,
    })),
  );
  return sharp(Buffer.from(svg)).composite(previews).png({ palette: true, effort: 10 }).toBuffer();
}

function card(x: number, label: string, analysis: CardAnalysis, rubric: CardRubric): string {
  const at = x + CARD.padding;
  const score = words(analysis.score.toString(), at, 404, 44, TONES[toneOf(analysis.score)]);
  const source = analysis.judgement ? 'of 100, measured and judged' : 'of 100, measured only';
  const rows = analysis.criteria.map(({ criterion, score: points }, i) => {
    const name = rubric.criteria.find((other) => other.criterion === criterion)?.label ?? criterion;
    return row(at, 482 + i * 34, name, points);
  });
  return [
    `<rect x="${x}" y="${MARGIN}" width="${CARD.width}" height="${CARD.height}" rx="16" fill="#1b2030"/>`,
    words(label, at, 64, 16, INK),
    score.svg,
    words(source, score.end + 14, 433, 15, FAINT),
    ...rows,
  ]
    .map((part) => (typeof part === 'string' ? part : part.svg))
    .join('');
}

function row(x: number, y: number, label: string, score: number | null): string {
  const bar = { x: x + 226, width: 200 };
  const name = words(label, x, y, 12, score === null ? FAINT : INK).svg;
  if (score === null) return name + words('not scored', bar.x, y, 12, FAINT).svg;
  const fill = (width: number, colour: string) =>
    `<rect x="${bar.x}" y="${y}" width="${width}" height="12" rx="6" fill="${colour}"/>`;
  const full = (bar.width * score) / 100;
  return (
    name +
    fill(bar.width, '#30374b') +
    (score > 0 ? fill(full, TONES[toneOf(score)]) : '') +
    words(score.toString(), bar.x + bar.width + 16, y, 12, INK).svg
  );
}

function movedLine(x: number, y: number, { finding, label, before, after, better }: MovedFinding): string {
  const values = [before, after].map((value) => (value === null ? 'fine' : withUnit(value, finding)));
  const tone = TONES[better ? 'green' : 'red'];
  const points = better ? [y + 15, y, y + 15] : [y, y + 15, y];
  return [
    `<path d="M${x} ${points[0]} L${x + 9} ${points[1]} L${x + 18} ${points[2]} Z" fill="${tone}"/>`,
    words(label, x + 34, y, 16, INK).svg,
    words(values.join(' to '), x + 330, y, 16, tone).svg,
    words(limitText(finding), x + 640, y, 16, FAINT).svg,
  ].join('');
}

function words(text: string, x: number, y: number, capHeight: number, fill: string) {
  const { svg, box } = letters(text, { font: 'poppins', x, y, capHeight, fill });
  return { svg, end: box.x + box.width };
}
