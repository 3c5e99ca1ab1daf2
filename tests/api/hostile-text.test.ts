import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import {
  AnalysisDocument,
  CompleteAnalysisDocument,
  DeleteThumbnailDocument,
  ReanalyzeThumbnailDocument,
  ThumbnailDocument,
  ThumbnailHistoryDocument,
} from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { signedPath } from '../support/signed-path.js';

let api: Api;
let stored: Awaited<ReturnType<Api['analyze']>>;

beforeAll(async () => {
  api = await Api.start();
  stored = await api.analyze(await smallPicture(1), { judge: 'SKIP' });
});

afterAll(() => api.remove());

it.each(['', 'nothing', '%', "' or 1=1 --", '?', '\0', 'é', '💥'.repeat(50), '\ud800', 'stored '])(
  'nothing is found or changed under the id %j',
  async (text) => {
    const id = text === 'stored ' ? `${stored.thumbnail.id} ` : text;
    expect(await api.ask(ThumbnailDocument, { id })).toEqual({ thumbnail: null });
    expect(await api.ask(AnalysisDocument, { id })).toEqual({ analysis: null });
    for (const { errors } of [
      await api.send(DeleteThumbnailDocument, { id }),
      await api.send(CompleteAnalysisDocument, { id }),
      await api.send(ReanalyzeThumbnailDocument, { thumbnailId: id }),
    ]) {
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
    }
    expect((await fetch(api.url + signedPath({ thumbnailId: id.toWellFormed() }))).status).toBe(404);
  },
);

it.each([
  ['a question mark', 'Why? $1 :a ?? ?'],
  ['quotes and backslashes', `'"\\\\ \\' -- /* */ ; \``],
  ['emoji, as many as fit', '💥'.repeat(100)],
  ['NUL', 'before\0after'],
  ['half a surrogate pair', 'x\ud800y'],
  ['another script', 'مرحبا 你好 नमस्ते'],
])('%s in title, audience and file name is answered as it is stored, and is found', async (_what, text) => {
  const input = { title: text, audience: text, judge: 'SKIP' as const };
  const answered = await api.analyze(await smallPicture(2), input, `${text.replace(/["\0]/g, '')}.png`);
  const { analysis } = await api.ask(AnalysisDocument, { id: answered.id });
  expect(analysis).toMatchObject({
    title: answered.title,
    audience: answered.audience,
    thumbnail: { filename: answered.thumbnail.filename },
  });
  const { thumbnailHistory } = await api.ask(ThumbnailHistoryDocument, { filter: { text: answered.title! } });
  expect(thumbnailHistory.edges.map(({ node }) => node.id)).toContain(answered.thumbnail.id);
});

it('a title and a file name of letters that become three when they are folded fit', async () => {
  const letter = '\ufb2c';
  const input = { title: letter.repeat(100), judge: 'SKIP' as const };
  const { id } = (await api.analyze(await smallPicture(3), input, letter.repeat(255))).thumbnail;
  const { thumbnailHistory } = await api.ask(ThumbnailHistoryDocument, { filter: { text: letter } });
  expect(thumbnailHistory.edges.map(({ node }) => node.id)).toEqual([id]);
});
