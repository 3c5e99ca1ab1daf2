/** How far a reply is looked into, in characters: many times what its tokens allow. */
const LOOKED_INTO = 256 * 1024;
/** How many places are tried at which an object may begin, so that no reply holds the process up. */
const MOST_TRIES = 32;

/** Where a JSON object with a property begins. */
const BEGINNING = /\{\s*"/g;
/** What some models write between their thoughts and their answer, also where nothing announced the thoughts. */
const END_OF_THOUGHTS = '</think>';

interface Found {
  readonly value: object;
  readonly end: number;
}

/**
 * The one JSON object that a reply consists of, ignoring what is around it: a byte order mark, a fence, thoughts, a
 * sentence. Of several, the one that holds that property. Pure.
 * @returns undefined where there is none, or more than one could be meant
 */
export function objectInReply(content: string, property: string): object | undefined {
  const text = content.slice(0, LOOKED_INTO);
  const found = objectsIn(text);
  // What is followed by the end of the thoughts was part of them.
  const said = found.filter(({ end }) => !text.includes(END_OF_THOUGHTS, end)).map(({ value }) => value);
  const holding = said.filter((value) => Object.hasOwn(value, property));
  const [only, ...others] = holding.length > 0 ? holding : said;
  return others.length === 0 ? only : undefined;
}

/** The outermost JSON objects of a text, in their order. */
function objectsIn(text: string): readonly Found[] {
  const found: Found[] = [];
  let from = 0;
  let tries = 0;
  for (const { index } of text.matchAll(BEGINNING)) {
    if (index < from) continue;
    if (++tries > MOST_TRIES) break;
    const end = endOfObject(text, index);
    const value = end === undefined ? undefined : parsed(text.slice(index, end));
    if (end === undefined || value === undefined) continue;
    found.push({ value, end });
    from = end;
  }
  return found;
}

/** Where the object that begins there ends: braces within strings do not count. */
function endOfObject(text: string, start: number): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (quoted && character === '\\') at++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '{') depth++;
    else if (!quoted && character === '}' && --depth === 0) return at + 1;
  }
  return undefined;
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
