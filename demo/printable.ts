/** Text of others without what could move the cursor, recolour the terminal or turn the reading direction round. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '?');
}
