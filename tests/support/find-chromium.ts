import { findExecutable } from './find-mysql-server.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The Chromium of this machine, or undefined where none is installed. */
export function findChromium(): string | undefined {
  for (const name of NAMES) {
    const path = findExecutable(name);
    if (path !== null) return path;
  }
  return undefined;
}
