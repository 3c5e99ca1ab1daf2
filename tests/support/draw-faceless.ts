import { drawGood, drawNoise } from './draw.js';
import { letters } from './draw-letters.js';
import { robot } from './draw-objects.js';
import { linear, radial, random, type Subject } from './draw-paint.js';
import { render } from './draw-render.js';

const WIDTH = 1280;
const HEIGHT = 720;

/** Numbers and colours by chance, the same for the same seed. */
class Dice {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = random(seed);
  }

  between(least: number, most: number): number {
    return least + this.#next() * (most - least);
  }

  colour(saturation: number, least: number, most: number): string {
    return `hsl(${this.between(0, 360).toFixed(0)} ${saturation}% ${this.between(least, most).toFixed(0)}%)`;
  }
}

/** What could be taken for a human face and is none, drawn around 0,0 within 200 of it. */
const kinds: readonly ((dice: Dice) => Subject)[] = [smiley, skull, dog, owl, dots, skin, mask];

/** Number of pictures without any human face that `drawFaceless` knows. */
export const FACELESS = 50;

/** A picture without any human face, 1280×720, losslessly: each number from 0 up to FACELESS gives another one. */
export async function drawFaceless(number: number): Promise<Buffer> {
  if (number >= 48) return drawNoise(number, number === 48 ? 'colour' : 'grey');
  if (number >= 42) return (await drawGood(number - 42)).png;
  const dice = new Dice(number + 1);
  const kind = kinds[number % kinds.length];
  const subjects = Array.from({ length: number % 5 === 4 ? 6 : 1 }, (_, i) => placed(dice, kind!, i));
  if (number % 5 === 3) subjects.push(robot('translate(1040 400) scale(0.8)'));
  const words = letters('OOPS! 800', { x: 40, y: 540, capHeight: dice.between(60, 140), fill: '#fff' });
  const sky = linear('sky', [
    [0, dice.colour(60, 20, 80)],
    [1, dice.colour(60, 20, 80)],
  ]);
  const defs = sky + subjects.map((subject) => subject.defs).join('');
  const body = `<rect width="${WIDTH}" height="${HEIGHT}" fill="url(#sky)"/>${subjects.map((subject) => subject.body).join('')}${words.svg}`;
  return render({ width: WIDTH, height: HEIGHT, defs, body });
}

function placed(dice: Dice, kind: (dice: Dice) => Subject, i: number): Subject {
  const at = `translate(${dice.between(200, 1080)} ${dice.between(180, 460)})`;
  const transform = `${at} rotate(${dice.between(-25, 25)}) scale(${dice.between(0.3, 1.4)})`;
  const { defs, body } = kind(dice);
  // Gradients are named for the whole drawing: each subject gets names of its own.
  const own = (svg: string) => svg.replaceAll('own-', `own${i}-`);
  return { defs: own(defs), body: `<g transform="${transform}">${own(body)}</g>` };
}

function smiley(dice: Dice): Subject {
  const defs = radial('own-ball', [
    [0, '#fff3a0'],
    [0.7, '#ffd21f'],
    [1, dice.colour(90, 45, 60)],
  ]);
  const eye = (x: number) =>
    `<ellipse cx="${x}" cy="-50" rx="20" ry="${dice.between(20, 42)}" fill="#3a2105"/>`;
  const mouth = `<path d="M-95 50 Q0 ${dice.between(90, 190)} 95 50" fill="none" stroke="#3a2105" stroke-width="16"/>`;
  return { defs, body: `<circle r="190" fill="url(#own-ball)"/>${eye(-65)}${eye(65)}${mouth}` };
}

function skull(dice: Dice): Subject {
  const defs = radial('own-bone', [
    [0, '#fffdf2'],
    [1, dice.colour(25, 70, 88)],
  ]);
  const teeth = Array.from({ length: 6 }, (_, i) => `M${-75 + 30 * i} 110 v60`).join(' ');
  const body =
    '<path d="M-150 -30 A150 150 0 1 1 150 -30 Q150 70 100 90 V175 H-100 V90 Q-150 70 -150 -30 Z" fill="url(#own-bone)"/>' +
    '<ellipse cx="-62" cy="-15" rx="42" ry="48" fill="#16120f"/><ellipse cx="62" cy="-15" rx="42" ry="48" fill="#16120f"/>' +
    `<path d="M0 35 l-22 48 h44 Z" fill="#16120f"/><path d="${teeth}" stroke="#16120f" stroke-width="7"/>`;
  return { defs, body };
}

function dog(dice: Dice): Subject {
  const fur = dice.colour(45, 40, 65);
  const body =
    `<ellipse rx="150" ry="165" fill="${fur}"/><ellipse cx="-140" cy="-20" rx="48" ry="120" fill="#5b3414"/><ellipse cx="140" cy="-20" rx="48" ry="120" fill="#5b3414"/>` +
    '<ellipse cy="75" rx="95" ry="75" fill="#fbe8cd"/><ellipse cy="40" rx="38" ry="27" fill="#17100c"/>' +
    '<circle cx="-58" cy="-48" r="30" fill="#fff"/><circle cx="58" cy="-48" r="30" fill="#fff"/><circle cx="-52" cy="-44" r="17" fill="#17100c"/><circle cx="52" cy="-44" r="17" fill="#17100c"/>' +
    '<path d="M0 67 v30 M-50 100 Q0 150 50 100" fill="none" stroke="#17100c" stroke-width="10"/><ellipse cx="10" cy="140" rx="24" ry="34" fill="#ff6f86"/>';
  return { defs: '', body };
}

function owl(dice: Dice): Subject {
  const eye = (x: number) =>
    `<circle cx="${x}" cy="-40" r="68" fill="#fff3d6"/><circle cx="${x}" cy="-40" r="40" fill="#ffb020"/><circle cx="${x}" cy="-40" r="22" fill="#120b05"/>`;
  const body = `<path d="M-170 -180 L-60 -150 H60 L170 -180 Q190 190 0 195 Q-190 190 -170 -180 Z" fill="${dice.colour(40, 25, 45)}"/>`;
  return { defs: '', body: `${body}${eye(-72)}${eye(72)}<path d="M-26 10 h52 l-26 70 Z" fill="#e8892b"/>` };
}

/** A socket, a bowling ball, a button: a disc with dots. */
function dots(dice: Dice): Subject {
  const spots = Array.from({ length: Math.round(dice.between(2, 6)) }, () => {
    return `<circle cx="${dice.between(-110, 110)}" cy="${dice.between(-110, 110)}" r="${dice.between(10, 30)}" fill="#111"/>`;
  });
  return { defs: '', body: `<circle r="180" fill="${dice.colour(30, 60, 90)}"/>${spots.join('')}` };
}

/** Skin without a face: shaded ovals, as a hand or a balloon gives. */
function skin(): Subject {
  const defs = radial(
    'own-skin',
    [
      [0, '#ffe0c4'],
      [0.6, '#e3a983'],
      [1, '#8f5636'],
    ],
    0.4,
    0.35,
    0.7,
  );
  const finger = (x: number, length: number) =>
    `<rect x="${x}" y="${-length}" width="52" height="${length + 60}" rx="26" fill="url(#own-skin)"/>`;
  const body = `<ellipse cy="90" rx="120" ry="110" fill="url(#own-skin)"/>${finger(-118, 90)}${finger(-58, 150)}${finger(2, 160)}${finger(62, 120)}`;
  return { defs, body };
}

/** Eyes and a mouth on an oval, without shading: a tribal mask. */
function mask(dice: Dice): Subject {
  const eye = (x: number) =>
    `<path d="M${x - 40} -40 q40 -40 80 0 q-40 30 -80 0 Z" fill="#fff"/><circle cx="${x}" cy="-45" r="13" fill="#111"/>`;
  const body =
    `<ellipse rx="130" ry="190" fill="${dice.colour(45, 30, 60)}"/>${eye(-58)}${eye(58)}` +
    '<path d="M-14 -10 L-22 60 H22 L14 -10 Z" fill="#2b1a10"/><rect x="-60" y="95" width="120" height="36" rx="10" fill="#f4ead8"/>' +
    '<path d="M-60 113 h120 M-30 95 v36 M0 95 v36 M30 95 v36" stroke="#2b1a10" stroke-width="6"/>';
  return { defs: '', body };
}
