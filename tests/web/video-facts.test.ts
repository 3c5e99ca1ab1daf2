import { expect, it } from '@jest/globals';
import { NO_FACTS, toInput } from '../../web/src/upload/video-facts.js';

it('an empty form, or one of blanks, says nothing of the video and leaves the model in', () => {
  const nothing = { title: null, audience: null, judge: 'PREFERRED' };
  expect(toInput(NO_FACTS)).toEqual(nothing);
  expect(toInput({ ...NO_FACTS, title: '  ', audience: ' ' })).toEqual(nothing);
});

it('what was typed goes without the blanks around it, and "Measure only" leaves the model out', () => {
  expect(toInput({ title: ' A title ', audience: 'Cooks', measureOnly: true })).toEqual({
    title: 'A title',
    audience: 'Cooks',
    judge: 'SKIP',
  });
});
