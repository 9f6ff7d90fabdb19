import { canonicalKey } from '../../registry/names/canonicalKey.js';
import { canonicalToSnake } from '../../registry/names/snakeCase.js';

/** A name in the forms that it is looked for by. */
export interface SearchText {
  readonly name: string;
  /** `xgboosttraining` */
  readonly key: string;
  /** `xgboost_training` */
  readonly snake: string;
  /** One bit for each letter and digit that occurs: a quick no. */
  readonly letters: number;
}

/** Making the forms costs more than anything else in a long list; what they are depends on the name alone. */
const known = new Map<string, SearchText>();
const KNOWN_LIMIT = 200_000;

export function searchText(name: string): SearchText {
  let text = known.get(name);
  if (text === undefined) {
    const key = canonicalKey(name);
    text = { name, key, snake: canonicalToSnake(name), letters: lettersOf(key) };
    if (known.size >= KNOWN_LIMIT) known.clear();
    known.set(name, text);
  }
  return text;
}

function lettersOf(key: string): number {
  let letters = 0;
  for (let i = 0; i < key.length; i++) letters |= 1 << (key.charCodeAt(i) % 31);
  return letters;
}

const UNDERSCORE = 95;

/** How well names answer what was typed; made once, asked for every name. */
export interface Query {
  /** As it was typed. */
  readonly typed: string;
  readonly key: string;
  /** Typed with separators, so that the snake form is what is meant. */
  readonly isSnake: boolean;
  /** What a text must have of its `letters` to answer. */
  readonly letters: number;
  /** 0 equal, 1 begins so, 2 a word begins so or abbreviated by word beginnings, 3 has the letters in order; -1 does not answer. */
  quality(text: SearchText): number;
}

export function query(typed: string): Query {
  const key = canonicalKey(typed);
  const letters = lettersOf(key);
  const isSnake = /[_-]/.test(typed);
  const word = `_${typed.toLowerCase().replaceAll('-', '_')}`;
  return {
    typed,
    key,
    isSnake,
    letters,
    quality(text) {
      if (key === '') return 1;
      if ((letters & ~text.letters) !== 0 || key.length > text.key.length) return -1;
      if (text.key.startsWith(key)) return text.key.length === key.length ? 0 : 1;
      if (!hasInOrder(text.key, key)) return -1;
      return startsWords(text.snake, key) || text.snake.includes(word) ? 2 : 3;
    },
  };
}

function hasInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (let i = 0; i < text.length && at < letters.length; i++) {
    if (text.charCodeAt(i) === letters.charCodeAt(at)) at++;
  }
  return at === letters.length;
}

/** Every typed letter goes on with its word or begins a later one: `xgbt`, `tabpre`. */
function startsWords(snake: string, letters: string): boolean {
  let at = 0;
  let inWord = true;
  for (let i = 0; i < snake.length && at < letters.length; i++) {
    const code = snake.charCodeAt(i);
    if (code === UNDERSCORE) inWord = true;
    else if (inWord && code === letters.charCodeAt(at)) at++;
    else inWord = false;
  }
  return at === letters.length;
}
