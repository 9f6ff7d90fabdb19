import type { Random } from './random.js';

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\\': '\\\\',
  '\0': '\\0',
  '\x07': '\\a',
};

/** Writes one text as a Python string literal, in any of the forms that Python has. */
export function writeString(random: Random, text: string): string {
  return random.weighted<() => string>([
    [10, () => quoted(random, text, '"')],
    [4, () => quoted(random, text, "'")],
    [2, () => tripled(random, text)],
    [2, () => raw(random, text)],
    [2, () => `${random.pick(['u', 'U', ''])}${quoted(random, text, '"')}`],
    [2, () => asFormatted(random, text)],
    [3, () => concatenated(random, text)],
    [2, () => `(${writeString(random, text)})`],
    [2, () => inLines(random, text)],
    [1, () => continued(text)],
  ])();
}

function quoted(random: Random, text: string, quote: string): string {
  const readable = random.chance(0.8);
  let body = '';
  for (const character of text) {
    if (character === quote) body += `\\${quote}`;
    else body += SIMPLE_ESCAPES[character] ?? maybeEscaped(random, character, readable);
  }
  return `${quote}${body.replace(/\\0(?=[0-7])/g, '\\x00')}${quote}`;
}

/** Escapes a character that needs none, in one of the ways that Python allows. */
function maybeEscaped(random: Random, character: string, readable: boolean): string {
  const code = character.codePointAt(0)!;
  if (readable && code < 0x10000) return character;
  const hex = code.toString(16);
  if (code > 0xffff) return random.chance(0.5) ? character : `\\U${hex.padStart(8, '0')}`;
  if (code > 0xff) return random.chance(0.5) ? character : `\\u${hex.padStart(4, '0')}`;
  return random.pick([
    character,
    character,
    `\\x${hex.padStart(2, '0')}`,
    `\\u${hex.padStart(4, '0')}`,
    `\\${code.toString(8).padStart(3, '0')}`,
  ]);
}

function tripled(random: Random, text: string): string {
  const quote = random.pick(['"""', "'''"]);
  if (text.includes('\0') || text.includes('\r') || text.includes(quote[0]!)) {
    return quoted(random, text, '"');
  }
  return `${quote}${text.replaceAll('\\', '\\\\')}${quote}`;
}

function raw(random: Random, text: string): string {
  if (/["\n\r\0]|\\$/.test(text)) return quoted(random, text, '"');
  return `${random.pick(['r', 'R'])}"${text}"`;
}

function asFormatted(random: Random, text: string): string {
  return `f${quoted(random, text.replaceAll('{', '{{').replaceAll('}', '}}'), '"')}`;
}

/** Cuts by code points: half of a surrogate pair cannot stand in a literal. */
function halves(random: Random, text: string): [string, string] {
  const points = [...text];
  const cut = random.below(points.length + 1);
  return [points.slice(0, cut).join(''), points.slice(cut).join('')];
}

function concatenated(random: Random, text: string): string {
  const [left, right] = halves(random, text);
  const first = quoted(random, left, '"');
  const second = quoted(random, right, "'");
  return random.chance(0.5) ? `(${first} ${second})` : `(${first} + ${second})`;
}

function inLines(random: Random, text: string): string {
  const [left, right] = halves(random, text);
  return `(\n    ${quoted(random, left, '"')}  # first part\n    ${quoted(random, right, '"')}\n)`;
}

/** A line continuation inside the literal, and an escape that Python does not know and therefore keeps. */
function continued(text: string): string {
  if (/["\n\r\0\\]/.test(text)) return JSON.stringify(text).replaceAll('\\u0000', '\\x00');
  return `"\\\n${text}"`;
}
