import type { Criterion } from '../../src/scoring/rubric.js';

/** One criterion of each kind: judged, judged only with a title, and never judged. */
export const smallCriteria: readonly Criterion[] = [
  {
    criterion: 'legibility',
    label: 'Legibility',
    description: 'Whether the words can be read at phone size.',
    weight: 0.5,
    measuredShare: 0.5,
    judged: {
      question: 'Can the words be read at 120 pixels of width?',
      anchors: [
        { score: 0, meaning: 'no word can be read' },
        { score: 100, meaning: 'every word can be read at a glance' },
      ],
    },
    needsTitle: false,
  },
  {
    criterion: 'titleFit',
    label: 'Title fit',
    description: 'Whether picture and title say two halves of one thing.',
    weight: 0.3,
    measuredShare: 0,
    judged: {
      question: 'Does the picture add to the title?',
      anchors: [
        { score: 0, meaning: 'it contradicts the title' },
        { score: 100, meaning: 'it shows what the title promises without repeating it' },
      ],
    },
    needsTitle: true,
  },
  {
    criterion: 'compliance',
    label: 'YouTube compliance',
    description: "Whether the file meets YouTube's rules.",
    weight: 0.2,
    measuredShare: 1,
    judged: null,
    needsTitle: false,
  },
];
