import { canonicalKey } from './canonicalKey.js';
import { capitalize } from './pythonText.js';

/** What a step name has to look like; unlike the runtime's pattern, not with a line end after it. */
const PASCAL_CASE = /^[A-Z][a-zA-Z0-9]*$/;

export function isPascalCase(text: string): boolean {
  return PASCAL_CASE.test(text);
}

/**
 * The runtime's conversion to PascalCase, faithful to the letter: it loses digits inside camel case and rewrites
 * canonical names (`XGBoostTraining` becomes `XgBoostTraining`). To correct a name, use {@link correctedName}.
 */
export function toPascalCase(text: string): string {
  if (text === '') return text;
  let words = text.split(/[_\-\s]+/);
  if (words.length === 1 && /\p{Lu}/u.test([...text].slice(1).join(''))) {
    // The end of a word is Python's: letters and digits of any script belong to it.
    words = text.match(/[A-Z]?[a-z]+|[A-Z]+(?=[A-Z][a-z])|[A-Z]+(?![\p{L}\p{N}_])/gu) ?? [];
  }
  return words.map(capitalize).join('');
}

function digitsOf(text: string): string {
  return text.replace(/[^0-9]/g, '');
}

/** PascalCase that keeps every letter and digit: accents are dropped, leading digits go to the end. */
function keepingPascalCase(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '');
  const words = plain.match(/[A-Za-z0-9]+/g) ?? [];
  const joined = words.map(word => word[0]!.toUpperCase() + word.slice(1)).join('');
  const [, leading = '', rest = ''] = /^([0-9]*)(.*)$/s.exec(joined)!;
  return rest === '' ? '' : rest[0]!.toUpperCase() + rest.slice(1) + leading;
}

/**
 * The name that was meant: a known name that differs in case and separators only, else the runtime's conversion,
 * else, where that is no valid name or loses digits, one that keeps them. Empty where nothing can be made of it.
 */
export function correctedName(text: string, knownNames: Iterable<string> = []): string {
  const key = canonicalKey(text);
  for (const name of knownNames) if (key !== '' && canonicalKey(name) === key) return name;
  const converted = toPascalCase(text);
  const keepsDigits = digitsOf(converted) === digitsOf(text);
  return converted === '' || (isPascalCase(converted) && keepsDigits)
    ? converted
    : keepingPascalCase(text);
}
