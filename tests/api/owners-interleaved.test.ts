import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Api } from '../support/api.js';
import {
  DeleteThumbnailDocument,
  HistoryStatsDocument,
  ReanalyzeThumbnailDocument,
  ThumbnailDocument,
  ThumbnailHistoryDocument,
} from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { JWT_ENVIRONMENT, tokenFor } from '../support/tokens.js';

let server: Api;
let runs = 0;

beforeAll(async () => {
  server = await Api.start({
    ...JWT_ENVIRONMENT,
    ANALYSES_PER_MINUTE: '1000000',
    ANALYSES_PER_DAY: '1000000',
    REQUESTS_PER_MINUTE: '1000000',
  });
});

afterAll(() => server.remove());

interface Stored {
  readonly filename: string;
  readonly address: string;
  analyses: number;
}

/** An owner, and what that owner must see: it follows from that owner's own steps alone. */
interface Owner {
  readonly api: Api;
  readonly model: Map<string, Stored>;
}

type Step = (owner: Owner, id: string, seed: number) => Promise<void>;

/** What an owner may do with an id, be it theirs, the other one's or gone. */
const STEPS: Readonly<Record<string, Step>> = {
  upload: async ({ api, model }, _id, seed) => {
    const filename = `${seed}.png`;
    const { thumbnail } = await api.analyze(await smallPicture(seed), { judge: 'SKIP' }, filename);
    model.set(thumbnail.id, { filename, address: thumbnail.pictureUrl, analyses: 1 });
  },
  reanalyse: async ({ api, model }, thumbnailId) => {
    const { errors } = await api.send(ReanalyzeThumbnailDocument, { thumbnailId, input: { judge: 'SKIP' } });
    const stored = model.get(thumbnailId);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(stored ? [] : ['NOT_FOUND']);
    if (stored) stored.analyses++;
  },
  delete: async ({ api, model }, id) => {
    const { errors } = await api.send(DeleteThumbnailDocument, { id });
    const stored = model.get(id);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(stored ? [] : ['NOT_FOUND']);
    model.delete(id);
    if (stored) expect((await fetch(stored.address)).status).toBe(404);
  },
  look: async ({ api, model }, id) => {
    const { thumbnail } = await api.ask(ThumbnailDocument, { id });
    expect(thumbnail?.filename).toBe(model.get(id)?.filename);
  },
};

async function expectModel({ api, model }: Owner): Promise<void> {
  const { edges } = (await api.ask(ThumbnailHistoryDocument, { first: 100 })).thumbnailHistory!;
  expect(edges.map(({ node }) => node.filename)).toEqual(
    [...model.values()].map(({ filename }) => filename).reverse(),
  );
  const { historyStats } = await api.ask(HistoryStatsDocument, {});
  const counted = historyStats!.groups.reduce((sum, { scores }) => sum + scores.count, 0);
  expect(counted).toBe(model.size);
  for (const [id, { address, analyses }] of model) {
    const { thumbnail } = await api.ask(ThumbnailDocument, { id });
    expect(thumbnail?.analyses.edges).toHaveLength(analyses);
    expect((await fetch(address)).status).toBe(200);
  }
}

it('two owners at the same time see what each of them alone would see', async () => {
  const step = fc.record({ name: fc.constantFrom(...Object.keys(STEPS)), pick: fc.nat(), seed: fc.nat(999) });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, step), { minLength: 1, maxLength: 8 }), async (pairs) => {
      // Other owners in every run: all of them share the database.
      const run = runs++;
      const owners: Owner[] = [];
      for (const name of [`owner ${run}`, `Owner ${run}`]) {
        owners.push({ api: server.as(await tokenFor(name)), model: new Map() });
      }
      const ever = ['01a204c7-9c05-74ab-a88e-02d9e62113f4'];
      for (const pair of pairs) {
        const ids = [...ever];
        await Promise.all(
          owners.map((owner, index) => {
            const { name, pick, seed } = pair[index]!;
            return STEPS[name]!(owner, ids[pick % ids.length]!, seed);
          }),
        );
        for (const { model } of owners) ever.push(...[...model.keys()].filter((id) => !ever.includes(id)));
      }
      for (const owner of owners) await expectModel(owner);
    }),
    { numRuns: 15, endOnFailure: true },
  );
}, 400_000);
