import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './find-chromium.js';

/** Nothing that a browser does of its own accord, such as looking for updates. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A real Chromium without a window; the caller closes it. */
export function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium is installed');
  // Its sandbox needs rights that containers and root do not have; it only meets pages of ours.
  return chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', ...QUIET] });
}
