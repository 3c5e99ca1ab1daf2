import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import sharp from 'sharp';
import { analyzePicture } from '../demo/analyze-picture.js';
import { DemoClient } from '../demo/demo-client.js';
import { SHOWN } from '../demo/finding-lines.js';
import { movedFindings } from '../demo/moved-findings.js';
import { drawnPictures } from '../demo/pictures.js';
import { scoreCardPicture } from '../demo/score-card-picture.js';
import { parseConfig } from '../src/config/config.js';
import { startServer } from '../src/server.js';

// Makes the pictures of score cards and small sizes that the README shows, out of thumbnails that the demo draws.
const CARD = 'docs/images/score-card.png';
const SMALL_SIZES = 'docs/images/small-sizes.png';

// A server of its own without a judge, so that the picture is always the same, independent of settings.
const folder = await mkdtemp(join(tmpdir(), 'score-card-'));
const config = parseConfig({
  PORT: '0',
  DATABASE_URL: `sqlite:${folder}/thumbnails.sqlite`,
  PICTURES_URL: `file:${folder}/pictures`,
});
const server = await startServer(config, pino({ level: 'error' }));
try {
  const client = new DemoClient(server.url);
  const rubric = await client.rubric();
  const [weak, repaired] = await drawnPictures();
  if (!weak || !repaired) throw new Error('The demo draws two pictures.');
  const before = await analyzePicture(client, weak);
  const after = await analyzePicture(client, repaired);
  const moved = movedFindings(before, after, rubric).slice(0, SHOWN);
  await writeFile(CARD, await scoreCardPicture([before, after], moved, rubric));
  const sheet = await fetch(after.analysis.smallSizesUrl);
  await sharp(await sheet.arrayBuffer())
    .png({ palette: true, effort: 10 })
    .toFile(SMALL_SIZES);
  console.log(`${CARD} and ${SMALL_SIZES} are written.`);
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
