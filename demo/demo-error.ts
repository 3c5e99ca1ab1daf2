/** Why the demo cannot go on, in words for the person who started it. */
export class DemoError extends Error {
  override readonly name = 'DemoError';
}
