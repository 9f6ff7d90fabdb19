import { StringFlag } from './tokens.js';

/**
 * The flags of a string prefix (`rb`, `F`, ...), or -1 if the characters from `start` to `end` are none.
 * Python knows r, b, f, t and u alone, and r together with b, f or t.
 */
export function prefixFlags(text: string, start: number, end: number): number {
  if (end === start) return 0;
  if (end - start > 2) return -1;
  const first = letterFlag(text.charCodeAt(start) | 32);
  if (end - start === 1) return first;
  const second = letterFlag(text.charCodeAt(start + 1) | 32);
  if (first <= 0 || second <= 0 || first === second) return -1;
  const both = first | second;
  return both & StringFlag.raw ? both : -1;
}

function letterFlag(lowerCase: number): number {
  switch (lowerCase) {
    case 114:
      return StringFlag.raw;
    case 98:
      return StringFlag.bytes;
    case 102:
      return StringFlag.formatted;
    case 116:
      return StringFlag.template;
    case 117:
      return 0;
    default:
      return -1;
  }
}
