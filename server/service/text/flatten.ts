/**
 * The same string with characters of its own. Engines keep the whole text alive for a part that was cut out of it; what the
 * index keeps must not.
 */
export function flatten(text: string): string {
  return text.length < 2 ? text : [text.slice(0, 1), text.slice(1)].join('');
}
