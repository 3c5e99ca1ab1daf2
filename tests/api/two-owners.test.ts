import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  type GraphQLObjectType,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import pLimit from 'p-limit';
import { buildGraph } from '../../src/graphql/build-graph.js';
import { ownerFolder } from '../../src/pictures/owner-folder.js';
import { Api } from '../support/api.js';
import { FILE, type Hoard, plainWaysToCall, type Variables, waysToCall } from '../support/argument-values.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { answers } from '../support/fake-groq-answers.js';
import {
  AnalysisDocument,
  ReanalyzeThumbnailDocument,
  ThumbnailHistoryDocument,
} from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { JWT_ENVIRONMENT, tokenFor } from '../support/tokens.js';
import { type WholeDocument, wholeDocuments } from '../support/whole-documents.js';

let groq: FakeGroq;
let server: Api;
let alice: Api;
let bob: Api;
let schema: GraphQLSchema;
let documents: WholeDocument[];
/** All that could name or show something of Alice's. */
let hoard: Hoard;
/** What every query tells Alice, called in every way. */
let toldToAlice: string;
/** Texts that no answer to Bob may hold. */
let secrets: readonly string[];

beforeAll(async () => {
  groq = await startFakeGroq();
  server = await Api.start({
    ...JWT_ENVIRONMENT,
    GROQ_API_KEY: groq.apiKey,
    GROQ_BASE_URL: groq.url,
    ANALYSES_PER_MINUTE: '1000000',
    ANALYSES_PER_DAY: '1000000',
    REQUESTS_PER_MINUTE: '1000000',
  });
  [alice, bob] = [server.as(await tokenFor('alice')), server.as(await tokenFor('bob'))];
  schema = await buildGraph();
  documents = wholeDocuments(schema);
  await storeForAlice();
  groq.respondWith(answers.completion());
  toldToAlice = await told(alice, hoard, waysToCall);
  const derived = toldToAlice.match(/[0-9a-f]{64}|(?<=signature=)[\w-]+/g) ?? [];
  const { ids, cursors } = hoard;
  secrets = [
    ...new Set([...ids, ...cursors, ...derived]),
    ...['ALICE-FILE', 'ALICE-TITLE', 'ALICE-AUDIENCE', 'ALICE-SUMMARY'],
  ];
}, 400_000);

afterAll(async () => {
  await server.remove();
  await groq.stop();
});

/** A judged one, one that the judge failed on, and one that was measured only; two of them twice. */
async function storeForAlice(): Promise<void> {
  groq.respondWith(answers.completion({ summary: 'ALICE-SUMMARY' }));
  const words = { title: 'ALICE-TITLE', audience: 'ALICE-AUDIENCE' };
  const judged = await alice.analyze(
    await smallPicture(1),
    { ...words, judge: 'REQUIRED' },
    'ALICE-FILE-1.png',
  );
  groq.respondWith(answers.status(400));
  await alice.analyze(await smallPicture(2), { ...words, judge: 'PREFERRED' }, 'ALICE-FILE-2.png');
  const measured = await alice.analyze(
    await smallPicture(3),
    { ...words, judge: 'SKIP' },
    'ALICE-FILE-3.png',
  );
  for (const { thumbnail } of [judged, measured]) {
    await alice.ask(ReanalyzeThumbnailDocument, {
      thumbnailId: thumbnail.id,
      input: { ...words, judge: 'SKIP' },
    });
  }
  hoard = await hoardOf(alice);
  // So that every view is rendered and kept.
  const addresses = (await told(alice, hoard, plainWaysToCall)).match(/http:[^"]*\/pictures\/[^"]+/g);
  for (const address of new Set(addresses)) expect((await fetch(address)).status).toBe(200);
}

/** Sends one call of a document; a file travels as a form. */
async function call(who: Api, { text, holes }: WholeDocument, variables: Variables) {
  const file = holes.find(({ variable }) => variables[variable] === FILE);
  if (!file) return who.send(text, variables);
  const form = new FormData();
  form.set('operations', JSON.stringify({ query: text, variables: { ...variables, [file.variable]: null } }));
  form.set('map', JSON.stringify({ 0: [`variables.${file.variable}`] }));
  form.set('0', new Blob([new Uint8Array(await smallPicture(77))]), 'BOB-FILE.png');
  return who.post(form);
}

/** What every query answers. */
async function told(who: Api, given: Hoard, ways: typeof waysToCall): Promise<string> {
  const calls = documents
    .filter(({ name }) => name.startsWith('Query.'))
    .flatMap((document) => ways(document, given).map((variables) => ({ document, variables })));
  const answered = await inParallel(
    calls,
    async ({ document, variables }) => (await call(who, document, variables)).data,
  );
  return JSON.stringify(answered);
}

/** Does the same with all of them, a few at a time, and gives what came of it in their order. */
async function inParallel<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const places = pLimit(8);
  return Promise.all(all.map((one) => places(work, one)));
}

async function hoardOf(who: Api): Promise<Hoard> {
  const { edges } = (await who.ask(ThumbnailHistoryDocument, { first: 100 })).thumbnailHistory!;
  const ids: string[] = [];
  const cursors: string[] = [];
  for (const { node, cursor } of edges) {
    const list = await who.send<
      { thumbnail: { analyses: { edges: { cursor: string; node: { id: string } }[] } } },
      object
    >('query($id: ID!) { thumbnail(id: $id) { analyses { edges { cursor node { id } } } } }', {
      id: node.id,
    });
    const analyses = list.data!.thumbnail.analyses.edges;
    ids.push(node.id, ...analyses.map((edge) => edge.node.id));
    cursors.push(cursor, ...analyses.map((edge) => edge.cursor));
  }
  return { ids, cursors, words: ['ALICE', 'ALICE-TITLE'], ownWords: ['BOB-WORDS'] };
}

/** All that Alice sees and has on disk, down to the last byte; but addresses change at midnight. */
async function everythingOfAlice(): Promise<string> {
  const folder = join(server.picturesFolder, ownerFolder('alice'));
  const files = (await readdir(folder, { recursive: true })).filter((name) => /\.\w+$/.test(name)).sort();
  const bytes = await Promise.all(files.map((name) => readFile(join(folder, name), 'base64')));
  const said = await told(alice, hoard, plainWaysToCall);
  return JSON.stringify([files, bytes, said.replaceAll(/\?expires=\d+&signature=[\w-]+/g, '')]);
}

/** What of Alice's a text holds. */
const crossings = (text: string) => secrets.filter((secret) => text.includes(secret));

describe('the walk', () => {
  it('reaches every field of every type', () => {
    const all = Object.values(schema.getTypeMap())
      .filter((type): type is GraphQLObjectType => isObjectType(type) && !isIntrospectionType(type))
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
    expect([...new Set(documents.flatMap(({ selected }) => [...selected]))].sort()).toEqual(all.sort());
  });

  it.each([
    ['an argument', 'type Query { door(password: String): Int }', 'Query.door(password:)'],
    ['a scalar', 'scalar Colour type Query { paint(first: Colour): Int }', 'Query.paint(first:)'],
    ['an interface', 'interface Door { width: Int } type Query { door: Door }', 'Query.door'],
  ])('fails by name on %s that nobody has said how to walk', (_what, sdl, name) => {
    const walk = () => wholeDocuments(buildSchema(sdl)).map((document) => waysToCall(document, hoard));
    expect(walk).toThrow(name);
  });

  it('shows Alice all that is hers, so that it would show it to Bob as well', () => {
    // Three thumbnails, five analyses, a cursor of each, three hashes, and addresses of five widths and two views.
    expect(secrets).toHaveLength(8 + 8 + 3 + 3 * 7 + 4);
    expect(crossings(toldToAlice)).toEqual(secrets);
  });
});

describe('Bob', () => {
  it('sees and changes nothing of Alice, by any operation, with all of her ids, cursors and words', async () => {
    const before = await everythingOfAlice();
    let calls = 0;
    for (const document of documents) {
      // His own are among the ids as well, so that arguments of fields below them are reached.
      const { thumbnail, id } = await bob.analyze(await smallPicture(5), { judge: 'SKIP' }, 'BOB-FILE.png');
      const given = { ...hoard, ids: [...hoard.ids, thumbnail.id, id] };
      const crossed: unknown[] = [];
      const ask = async (variables: Variables) => {
        const { status, headers, data, errors } = await call(bob, document, variables);
        const text = JSON.stringify([[...headers], data, errors]);
        if (crossings(text).length > 0) crossed.push([variables, crossings(text)]);
        expect(status).toBe(200);
        expect(errors.filter(({ extensions }) => extensions.code === 'INTERNAL_SERVER_ERROR')).toEqual([]);
        calls++;
      };
      await inParallel(waysToCall(document, given), ask);
      expect([document.name, crossed]).toEqual([document.name, []]);
    }
    expect(await everythingOfAlice()).toBe(before);
    process.stdout.write(`${documents.length} operations walked in ${calls} calls, 0 crossings\n`);
  }, 400_000);

  it('has no address of a picture of hers, and cannot make one of his own', async () => {
    const { thumbnail, heatmapUrl, smallSizesUrl } = await bob.analyze(await smallPicture(6), {
      judge: 'SKIP',
    });
    for (const address of [thumbnail.pictureUrl, heatmapUrl, smallSizesUrl]) {
      expect((await fetch(address)).status).toBe(200);
      for (const id of hoard.ids) {
        expect((await fetch(address.replace(thumbnail.id, id))).status).toBe(404);
        expect((await fetch(address.replace(thumbnail.id, id).replace(/\?.*/, ''))).status).toBe(404);
      }
    }
  });

  it('is judged anew when he asks the very question that Alice had answered', async () => {
    const before = groq.requests.length;
    const words = { title: 'ALICE-TITLE', audience: 'ALICE-AUDIENCE' };
    const own = await bob.analyze(await smallPicture(1), { ...words, judge: 'REQUIRED' }, 'BOB-FILE.png');
    expect(groq.requests.length).toBe(before + 1);
    const { analysis } = await bob.ask(AnalysisDocument, { id: own.id });
    expect(analysis?.judgement).toMatchObject({ reused: false });
    expect(analysis?.judgement?.summary).not.toContain('ALICE');
  });
});
