/** Lines in a frame, so that nobody overlooks them; with CI=true it says that they fail the run. */
export function framedNotice(notice: readonly string[]): string {
  const lines = [...notice, ...(process.env.CI === 'true' ? ['', 'CI=true: this fails the run.'] : [])];
  const width = Math.max(...lines.map((line) => line.length));
  const edge = '─'.repeat(width + 2);
  const body = lines.map((line) => `│ ${line.padEnd(width)} │`);
  return `\n${[`┌${edge}┐`, ...body, `└${edge}┘`].join('\n')}\n\n`;
}
