import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { drawRepaired, drawWeak } from '../demo/draw.js';
import { Api } from '../tests/support/api.js';
import { allPicturesShown, openApp } from '../tests/support/open-app.js';
import { startBrowser } from '../tests/support/start-browser.js';
import { buildAppWhenStale } from './build-app-when-stale.js';

// Makes the picture of the front end that the README shows, out of thumbnails that the demo draws.
const PICTURE = fileURLToPath(new URL('../docs/images/app.png', import.meta.url));
const SIZE = { width: 1120, height: 925 };

await buildAppWhenStale();
const api = await Api.start({ LOG_LEVEL: 'silent' });
const browser = await startBrowser();
try {
  const weak = await api.analyze(await drawWeak(), { judge: 'SKIP' }, 'before.jpg');
  const repaired = await api.analyze(await drawRepaired(), { judge: 'SKIP' }, 'after.jpg');
  const path = `/app/compare/${weak.thumbnail.id},${repaired.thumbnail.id}`;
  const { page } = await openApp(browser, api, path, { viewport: SIZE, colorScheme: 'light' });
  await page.locator('.differences').waitFor();
  await allPicturesShown(page);
  await sharp(await page.screenshot())
    .png({ palette: true, quality: 90 })
    .toFile(PICTURE);
} finally {
  await browser.close();
  await api.remove();
}
