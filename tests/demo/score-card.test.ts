import { stripVTControlCharacters } from 'node:util';
import { expect, it } from '@jest/globals';
import { scoreCard } from '../../demo/score-card.js';

const criteria = ['legibility', 'titleFit'].map((criterion) => ({ criterion, score: null }));
const analysis = {
  id: '1',
  title: null,
  score: 0,
  smallSizesUrl: '',
  criteria,
  findings: [],
  judgement: null,
  judgeFailure: null,
  thumbnail: { format: 'JPEG', width: 1280, height: 720, bytes: 1000 },
};
const rubric = {
  criteria: criteria.map(({ criterion }) => ({
    criterion,
    label: criterion,
    needsTitle: criterion === 'titleFit',
  })),
  rules: [],
};

// 80 columns hold two of the narrowest cards, or 38 stand alone.
it.each([38, 39, 48])('draws a card of %d columns also where criteria have no score', (width) => {
  const lines = scoreCard({ label: 'Before', analysis, rubric, preview: [] }, width);
  expect(new Set(lines.map((line) => stripVTControlCharacters(line).length))).toEqual(new Set([width]));
});
