/**
 * Python's string methods where JavaScript's differ, so that names come out as at run time.
 */

/** `str.isalnum`: letters and digits of any script, and at least one. */
export function isAlphanumeric(text: string): boolean {
  return /^[\p{L}\p{N}]+$/u.test(text);
}

/** The digraphs that have a letter of their own for title case: upper, title, lower. */
const DIGRAPHS = ['Ǆǅǆ', 'Ǉǈǉ', 'Ǌǋǌ', 'Ǳǲǳ'];

/** One character in title case. Georgian letters have none; what upper case makes two characters of is lowered again. */
function titleCase(character: string): string {
  const digraph = DIGRAPHS.find(letters => letters.includes(character));
  if (digraph !== undefined) return digraph[1]!;
  if (/[\u10d0-\u10ff]/.test(character)) return character;
  const [first = '', ...rest] = character.toUpperCase();
  return first + rest.join('').toLowerCase();
}

/** `str.capitalize`: the first character in title case, the others in lower case. */
export function capitalize(text: string): string {
  const [head] = text;
  if (head === undefined) return '';
  // The whole is lowered at once: a final sigma depends on what stands before it.
  return titleCase(head) + text.toLowerCase().slice(head.toLowerCase().length);
}

/** `repr` of a list of strings, as error messages show it. */
export function reprList(items: readonly string[]): string {
  return `[${items.map(repr).join(', ')}]`;
}

function repr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replace(/\\/g, '\\\\')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t');
  return quote + (quote === "'" ? escaped.replace(/'/g, "\\'") : escaped) + quote;
}
