import { afterEach, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { executeSql } from '../support/execute-sql.js';
import { ThumbnailHistoryDocument } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';

let api: Api | undefined;

afterEach(() => api?.remove());

/** Copies of the one thumbnail, with a phrase of signs that takes the longest to look through; the text below is not in it. */
const COPIES = `insert into thumbnail (id, owner_id, filename, format, width, height, bytes, frames, sha256, pixel_hash,
    created_at, latest_analysis_id, latest_score, latest_status, search_text, search_phrase, search_version)
  with recursive n(x) as (select 1 union all select x + 1 from n where x < 12000)
  select printf('%08x-0000-7000-8000-000000000000', x), owner_id, filename, format, width, height, bytes, frames, sha256,
    pixel_hash, created_at, latest_analysis_id, latest_score, latest_status, search_text,
    replace(hex(zeroblob(4000)), '00', ' ? ?'), search_version from thumbnail, n`;
const NOT_FOUND_LATE = `${'? '.repeat(99)}!`;

it('a search that would read too much is refused by a code of its own, and others are served', async () => {
  api = await Api.start({ DATABASE_STATEMENT_TIMEOUT_MS: '1000' });
  await api.analyze(await smallPicture(1), { judge: 'SKIP' });
  await executeSql(api.databaseUrl, COPIES);
  const { data, errors } = await api.send(ThumbnailHistoryDocument, { filter: { text: NOT_FOUND_LATE } });
  expect(data).toBeNull();
  expect(errors).toMatchObject([
    { message: expect.stringContaining('Narrow'), extensions: { code: 'QUERY_TIMED_OUT' } },
  ]);
  const { thumbnailHistory } = await api.ask(ThumbnailHistoryDocument, { first: 3 });
  expect(thumbnailHistory.edges).toHaveLength(3);
});
