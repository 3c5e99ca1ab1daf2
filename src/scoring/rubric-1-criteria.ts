import type { Criterion } from './rubric.js';

export const criteria1: readonly Criterion[] = [
  {
    criterion: 'legibility',
    label: 'Legibility',
    description: 'Whether the words can be read at the size at which a phone shows the picture.',
    weight: 0.16,
    measuredShare: 0,
    needsTitle: false,
    judged: {
      question:
        'Imagine the picture 160 pixels wide, between others in a feed. Can its words be read at a glance? Count ' +
        'only words that were put on the picture to be read; judge their size, weight, spacing, outline and what ' +
        'lies behind them.',
      anchors: [
        { score: 0, meaning: 'There are words meant to be read, and none of them can be made out.' },
        {
          score: 25,
          meaning: 'One word can be guessed; the rest is too small, too thin or lost in what lies behind it.',
        },
        {
          score: 50,
          meaning:
            'The main words can be read with effort: there are more than seven, or the letters are thin.',
        },
        {
          score: 75,
          meaning:
            'All main words read at once, with one flaw: a small second line, a tight edge, a busy patch. ' +
            'Or there are no words, and none are missed.',
        },
        {
          score: 100,
          meaning:
            'One to five heavy words, each at least a tenth of the height, set off clearly from what is behind.',
        },
      ],
    },
  },
  {
    criterion: 'focalPoint',
    label: 'Focal point',
    description: 'Whether the eye lands on one thing at once.',
    weight: 0.14,
    measuredShare: 0.4,
    needsTitle: false,
    judged: {
      question: 'Name the one thing that the eye lands on first. Is it the thing that the picture is about?',
      anchors: [
        { score: 0, meaning: 'Nothing stands out: an even texture, an empty area, or noise.' },
        { score: 25, meaning: 'Four or more things of about the same size and strength compete.' },
        {
          score: 50,
          meaning: 'Two or three things compete, or the strongest one is a side issue such as a logo.',
        },
        {
          score: 75,
          meaning: 'One subject leads, but a second element pulls at the eye or the subject is small.',
        },
        {
          score: 100,
          meaning: 'One subject fills at least a quarter of the picture and all else steps back from it.',
        },
      ],
    },
  },
  {
    criterion: 'contrast',
    label: 'Contrast',
    description: 'Whether light and dark are far enough apart to hold on a small, bright screen.',
    weight: 0.13,
    measuredShare: 0.6,
    needsTitle: false,
    judged: {
      question:
        'Does the subject stand apart from its background by light and dark alone, as if without colour?',
      anchors: [
        { score: 0, meaning: 'Subject and background are one tone; the picture is nearly flat.' },
        {
          score: 25,
          meaning: 'Only parts of the outline can be told apart; haze, fog or darkness covers the rest.',
        },
        {
          score: 50,
          meaning: 'The outline can be followed, but subject and background share most of their tones.',
        },
        {
          score: 75,
          meaning: 'Subject and background differ clearly; one area merges, such as hair into shadow.',
        },
        {
          score: 100,
          meaning: 'The whole outline would hold as a silhouette, and no detail that matters is lost.',
        },
      ],
    },
  },
  {
    criterion: 'colour',
    label: 'Colour',
    description: 'Whether the colours draw attention and work together.',
    weight: 0.11,
    measuredShare: 0.5,
    needsTitle: false,
    judged: {
      question:
        'Do the colours look chosen: a few that belong together, with one that is kept for what matters?',
      anchors: [
        {
          score: 0,
          meaning: 'Grey or muddy all over, or colours that hurt and fight each other everywhere.',
        },
        {
          score: 25,
          meaning: 'Colours came by chance: a cast, a faded photo, or many bright ones without a leader.',
        },
        { score: 50, meaning: 'Pleasant but plain: nothing is emphasised by its colour.' },
        {
          score: 75,
          meaning: 'A palette of two to four colours, with an accent that is weak or used too often.',
        },
        {
          score: 100,
          meaning: 'A clear palette, and one accent colour that appears exactly where the eye should go.',
        },
      ],
    },
  },
  {
    criterion: 'composition',
    label: 'Composition',
    description: 'Whether the parts are placed with room and purpose.',
    weight: 0.12,
    measuredShare: 0,
    needsTitle: false,
    judged: {
      question:
        'Are subject and words placed on purpose, with free space around them, nothing important cut off, and ' +
        'nothing important in the bottom right corner, where the duration covers it?',
      anchors: [
        { score: 0, meaning: 'No arrangement: a chance frame of a video, or parts on top of each other.' },
        {
          score: 25,
          meaning: 'Something important is cut off, covered, or under the duration in the corner.',
        },
        { score: 50, meaning: 'Everything is visible, but crowded, or one side is empty without purpose.' },
        {
          score: 75,
          meaning: 'Subject and words have their own places; one of them touches an edge or is cramped.',
        },
        { score: 100, meaning: 'Subject and words balance each other, with free space that leads the eye.' },
      ],
    },
  },
  {
    criterion: 'emotion',
    label: 'Emotion and curiosity',
    description: 'Whether the picture raises a feeling or a question.',
    weight: 0.12,
    measuredShare: 0,
    needsTitle: false,
    judged: {
      question:
        'Which feeling or which open question does the picture itself raise? Count faces, gestures, action, ' +
        'scale and before-and-after; words alone are worth at most 50.',
      anchors: [
        { score: 0, meaning: 'None: a logo, a texture, an empty slide.' },
        {
          score: 25,
          meaning: 'A thing or a person without expression or action; one would not ask anything.',
        },
        { score: 50, meaning: 'A mood, or a question that is raised by the words alone.' },
        { score: 75, meaning: 'A clear expression, action or contrast that makes one wonder what happened.' },
        {
          score: 100,
          meaning: 'A strong feeling and an open question in one look, which the video can answer.',
        },
      ],
    },
  },
  {
    criterion: 'titleFit',
    label: 'Title fit',
    description: 'Whether picture and title complete each other without repeating or misleading.',
    weight: 0.05,
    measuredShare: 0,
    needsTitle: true,
    judged: {
      question:
        'Read the title beside the picture. Do they speak of the same thing, and does each add something?',
      anchors: [
        {
          score: 0,
          meaning: 'They contradict each other, or the picture promises what the title rules out.',
        },
        { score: 25, meaning: 'No connection can be seen.' },
        { score: 50, meaning: 'The same subject, but the picture only repeats the words of the title.' },
        { score: 75, meaning: 'The same subject, and the picture shows what the title only names.' },
        { score: 100, meaning: 'Together they tell more than either alone, and promise the same.' },
      ],
    },
  },
  {
    criterion: 'technical',
    label: 'Technical quality',
    description: 'Whether the picture is sharp, clean and large enough.',
    weight: 0.1,
    measuredShare: 1,
    needsTitle: false,
    judged: null,
  },
  {
    criterion: 'compliance',
    label: 'YouTube compliance',
    description: "Whether the file keeps YouTube's own rules.",
    weight: 0.07,
    measuredShare: 1,
    needsTitle: false,
    judged: null,
  },
];
