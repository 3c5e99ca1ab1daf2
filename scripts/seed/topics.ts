import { burger, cup, robot } from '../../tests/support/draw-objects.js';
import type { Subject } from '../../tests/support/draw-paint.js';
import { rocket } from '../../tests/support/draw-rocket.js';
import { mountain, planet } from '../../tests/support/draw-scenery.js';

/** What the videos of the imagined channel are about. */
export interface Topic {
  /** Begins the names of its files. */
  readonly name: string;
  /** With `#` where the number of the video goes. */
  readonly titles: readonly string[];
  /** Two short lines for the picture. */
  readonly words: readonly (readonly [string, string])[];
  readonly audience: string;
  readonly sky: readonly [top: string, bottom: string];
  readonly accent: string;
  /** About 600 high around its own middle. */
  readonly subject: (seed: number) => Subject;
}

export const TOPICS: readonly Topic[] = [
  {
    name: 'rocket',
    titles: [
      'Building a rocket in my garden, part #',
      'Rocket engine test #: it worked at last',
      'Launch day #: what went wrong?',
    ],
    words: [
      ['WILL IT', 'FLY?'],
      ['NO WAY', 'BACK'],
      ['LIFT', 'OFF!'],
    ],
    audience: 'people who like to build things at home',
    sky: ['#0a0730', '#c72c86'],
    accent: '#ffd21f',
    subject: () => rocket(''),
  },
  {
    name: 'coffee',
    titles: [
      'Coffee test #: cheap beans against expensive ones',
      'The mistake in your morning coffee (#)',
      'Espresso at home without a machine, try #',
    ],
    words: [
      ['STOP', 'THIS'],
      ['$2 OR', '$20?'],
      ['TOO', 'HOT'],
    ],
    audience: 'coffee drinkers between 20 and 40',
    sky: ['#ff8a3c', '#5d0f1c'],
    accent: '#ffd23f',
    subject: () => cup('scale(1.1)'),
  },
  {
    name: 'hike',
    titles: [
      '# days alone in the mountains',
      'Winter camping, night #',
      'The easiest summit of the Alps? Tour #',
    ],
    words: [
      ['7 DAYS', 'ALONE'],
      ['-20 °C', 'OUTSIDE'],
      ['WRONG', 'WAY'],
    ],
    audience: 'beginners who plan their first hike',
    sky: ['#0f4fa8', '#ff9a5c'],
    accent: '#ffb000',
    subject: (seed) => {
      const { defs, body } = mountain(seed);
      return { defs, body: `<g transform="translate(-880 -420)">${body}</g>` };
    },
  },
  {
    name: 'space',
    titles: ['What we got wrong about Saturn (#)', 'A planet in # minutes', 'Telescope night #: rings!'],
    words: [
      ['WE WERE', 'WRONG'],
      ['NEW', 'PLANET'],
      ['SO', 'CLOSE'],
    ],
    audience: 'students who are curious about space',
    sky: ['#04030f', '#2b2f8f'],
    accent: '#7dfbff',
    subject: () => planet('scale(0.95)', ['#ffe9a8', '#ff8f4d', '#8c1f5c']),
  },
  {
    name: 'robot',
    titles: [
      'My robot does the dishes, day #',
      'Teaching a robot to draw, lesson #',
      'Robot or human? Round #',
    ],
    words: [
      ['IT TOOK', 'MY JOB'],
      ['IT', 'LEARNS'],
      ['MAN OR', 'ROBOT?'],
    ],
    audience: 'hobby programmers',
    sky: ['#8a1fff', '#22055e'],
    accent: '#f4ff6b',
    subject: () => robot(''),
  },
  {
    name: 'burger',
    titles: [
      'The best burger of the city, place #',
      'I ate burgers for # days',
      'Burger lab #: the perfect sauce',
    ],
    words: [
      ['$1 OR', '$100?'],
      ['BEST', 'EVER'],
      ['DO NOT', 'EAT'],
    ],
    audience: 'families who cook at the weekend',
    sky: ['#16c4b0', '#033a4c'],
    accent: '#fff27a',
    subject: () => burger(''),
  },
];
