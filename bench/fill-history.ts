import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createConnection } from 'mysql2/promise';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { parseConfig } from '../src/config/config.js';
import { searchWordsOf } from '../src/input/search-text.js';
import { searchColumnsOf } from '../src/records/thumbnail.entity.js';
import { startServer } from '../src/server.js';
import { postTo, uploadForm } from '../tests/support/api.js';
import { smallPicture } from '../tests/support/pictures.js';

/** Of the texts: in about 35 % of the titles, in 1 of 5,000, in none. */
export const WORDS = { common: 'cooking', rare: 'quokka', none: 'zeppelin' };

const OTHER_WORDS = (
  'how to build a tiny house in one day without tools best travel camera for beginners we tried every pizza city ' +
  'speedrun world record history of the lost island my morning routine fixed old radio learn piano fast'
).split(' ');
/** Rows of the parents in one statement. */
const BATCH = 1000;
/** Uploads come about one a minute, over two years where there are a million. */
const INTERVAL_MS = 60_000;
/** The newest copy is older than the template, so that the ids of a batch do not enclose its own. */
const NEWEST_AGE_MS = 86_400_000;
const FORMATS = ['jpeg', 'png', 'webp'];
const STATUSES = ['COMPLETE', 'MEASURED'];

/** What runs statements on either engine. */
interface Sql {
  run(statement: string): Promise<void> | void;
  rows(statement: string): Promise<Row[]> | Row[];
  close(): Promise<void> | void;
}

type Row = Record<string, unknown>;

/**
 * Fills a database with so many thumbnails of the local owner, each with an analysis and its criteria and findings: copies of
 * one real analysis, with titles, scores, formats and times of their own.
 */
export async function fillHistory(databaseUrl: string, rows: number): Promise<void> {
  await storeTemplate(databaseUrl);
  const sql = databaseUrl.startsWith('sqlite:') ? openSqlite(databaseUrl) : await openMysql(databaseUrl);
  try {
    const [thumbnail] = await sql.rows('select * from thumbnail');
    const [analysis] = await sql.rows('select * from analysis');
    if (!thumbnail || !analysis) throw new Error('there is no template');
    const isMysql = !databaseUrl.startsWith('sqlite:');
    const children: [table: string, columns: string[]][] = [];
    for (const child of ['criterion_score', 'finding']) {
      await sql.run(`create temporary table template_${child} as select * from ${child}`);
      const [template = {}] = await sql.rows(`select * from template_${child} limit 1`);
      children.push([child, Object.keys(template).filter((column) => column !== 'analysis_id')]);
    }
    for (let first = 1; first < rows; first += BATCH) {
      const count = Math.min(BATCH, rows - first);
      const copies = Array.from({ length: count }, (_, index) =>
        copyOf(thumbnail, analysis, first + index, rows, isMysql),
      );
      await sql.run('begin');
      await sql.run(
        insert(
          'thumbnail',
          copies.map((copy) => copy.thumbnail),
        ),
      );
      await sql.run(
        insert(
          'analysis',
          copies.map((copy) => copy.analysis),
        ),
      );
      await sql.run(
        insert(
          'search_word',
          copies.flatMap(({ words }) => words),
        ),
      );
      const [from, to] = [copies[0]?.analysis.id, copies.at(-1)?.analysis.id];
      for (const [child, columns] of children) {
        await sql.run(`insert into ${child} (analysis_id, ${columns.join(', ')})
          select a.id, ${columns.map((column) => `c.${column}`).join(', ')} from template_${child} c cross join analysis a
          where a.id between ${literal(from)} and ${literal(to)}`);
      }
      await sql.run('commit');
    }
  } finally {
    await sql.close();
  }
}

/** Lets a real server bring the tables and one analysis. */
async function storeTemplate(databaseUrl: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'thumbnail-fill-'));
  const config = parseConfig({ PORT: '0', DATABASE_URL: databaseUrl, PICTURES_URL: `file:${folder}` });
  const server = await startServer(config, pino({ level: 'silent' }));
  try {
    // Plain, so that it has findings.
    const png = await smallPicture(1);
    const { errors } = await postTo(
      server.url,
      uploadForm(png, { title: 'template', judge: 'SKIP' }, 'template.png'),
    );
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function copyOf(thumbnail: Row, analysis: Row, number: number, rows: number, isMysql: boolean) {
  const time = Date.now() - NEWEST_AGE_MS - (rows - number) * INTERVAL_MS;
  const random = (most: number, salt: number) => hash(number * 31 + salt) % most;
  // Between 30 and 100, most of them near the middle.
  const score = 30 + Math.floor((random(71, 1) + random(71, 2)) / 2);
  const status = STATUSES[random(2, 3)];
  const title = titleOf(number, random);
  const filename = `clip-${number}.png`;
  const search = searchColumnsOf(filename, title);
  const createdAt = isMysql ? new Date(time).toISOString().replace('T', ' ').replace('Z', '') : time;
  const ids = { thumbnail: uuidv7({ msecs: time }), analysis: uuidv7({ msecs: time }) };
  const words = searchWordsOf(search.searchPhrase).map((word) => {
    return { owner_id: thumbnail.owner_id, word, thumbnail_id: ids.thumbnail };
  });
  return {
    words,
    thumbnail: {
      ...thumbnail,
      id: ids.thumbnail,
      filename,
      format: FORMATS[random(FORMATS.length, 4)],
      pixel_hash: number.toString(16).padStart(64, '0'),
      created_at: createdAt,
      latest_analysis_id: ids.analysis,
      latest_score: score,
      latest_status: status,
      latest_title: title,
      search_text: search.searchText,
      search_phrase: search.searchPhrase,
      search_version: search.searchVersion,
    },
    analysis: {
      ...analysis,
      id: ids.analysis,
      thumbnail_id: ids.thumbnail,
      created_at: createdAt,
      status,
      score,
      title,
    },
  };
}

function titleOf(number: number, random: (most: number, salt: number) => number): string {
  const words = Array.from({ length: 5 }, (_, index) => OTHER_WORDS[random(OTHER_WORDS.length, 10 + index)]);
  if (random(100, 5) < 35) words.push(WORDS.common);
  if (number % 5000 === 2500) words.push(WORDS.rare);
  return words.join(' ');
}

/** Fowler, Noll and Vo's hash over the digits: the same titles in every run. */
function hash(value: number): number {
  let result = 0x811c9dc5;
  for (const digit of String(value)) result = Math.imul(result ^ digit.charCodeAt(0), 0x01000193) >>> 0;
  return (result ^ (result >>> 15)) >>> 0;
}

function insert(table: string, rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const values = rows.map((row) => `(${columns.map((column) => literal(row[column])).join(', ')})`);
  return `insert into ${table} (${columns.join(', ')}) values ${values.join(', ')}`;
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object') return literal(JSON.stringify(value));
  // A template of ours: nothing in it is a client's.
  return `'${String(value).replaceAll("'", "''")}'`;
}

function openSqlite(url: string): Sql {
  const database = new DatabaseSync(url.slice('sqlite:'.length));
  database.exec('pragma synchronous = off');
  return {
    run: (statement) => database.exec(statement),
    rows: (statement) => database.prepare(statement).all() as Row[],
    close: () => database.close(),
  };
}

async function openMysql(url: string): Promise<Sql> {
  const connection = await createConnection({ uri: url, timezone: 'Z', dateStrings: true });
  await connection.query("set session sql_mode = 'NO_BACKSLASH_ESCAPES,STRICT_TRANS_TABLES'");
  return {
    run: async (statement) => void (await connection.query(statement)),
    rows: async (statement) => (await connection.query(statement))[0] as Row[],
    close: () => connection.end(),
  };
}
