import { CHAR_CLASS, CharClass } from './characters.js';

/** How the first code on a line reads, as far as repairing brackets needs to know. */
export interface LineStart {
  /** The offset of the first character that is neither blank nor in a comment. */
  readonly at: number;
  readonly column: number;
  readonly begins: LineBeginning;
}

export type LineBeginning =
  | 'key' // "name": or NAME: — the entry of a dict
  | 'argument' // name=
  | 'string'
  | 'closer'
  | 'opener'
  | 'word' // a name or number that is no reserved word
  | 'statement' // what only a statement starts with
  | 'other';

const AT_SIGN = 64;
const MINUS = 45;
const LOWER_A = 97;
const LOWER_Z = 122;
const TAB_SIZE = 8;
/** As much of a line as is looked at: the length of lines must not matter. */
const GLANCE = 400;

// What is a name outside ASCII need not be exact here, and exact classes of characters are slow to compile.
const KEY =
  /^(?:[rRuUfFbB]{0,2}(?:"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')|(?!lambda\b|else\b|try\b|finally\b|except\b)[A-Za-z_\x80-\uffff][\w.\x80-\uffff]*|-?\d[\w.]*)[ \t]*:(?!=)/;
const ARGUMENT = /^[A-Za-z_\x80-\uffff][\w\x80-\uffff]*[ \t]*=(?!=)/;
const STRING = /^[rRuUfFbBtT]{0,2}["']/;
const TRIPLE = /^[rRuUfFbBtT]{0,2}(?:"""|''')/;
const OPERATOR_WORD = /^(?:and|as|async|await|else|for|from|if|in|is|lambda|not|or|yield)\b/;
const WORD = /^[\w\x80-\uffff]/;
const STATEMENT =
  /^(?:async[ \t]+)?(?:def[ \t]+\w+[ \t]*\(|class[ \t]+\w+[ \t]*(?:[:(#\n\r]|$)|import[ \t]+\w|from[ \t]+[.\w]+[ \t]+import\b|(?:elif|while|with|except)\b[^\n\r]*:[ \t]*(?:#[^\n\r]*)?(?:[\n\r]|$)|(?:else|try|finally|except)[ \t]*:|(?:return|raise|del|assert|global|nonlocal)\b|(?:pass|break|continue)[ \t]*(?:[#;\n\r]|$)|@\w)/;
/** These stand in comprehensions and conditional expressions too. */
const IF_OR_FOR = /^(?:async[ \t]+for|if|for)\b([^\n\r]*):[ \t]*(?:#[^\n\r]*)?(?:[\n\r]|$)/;
const SIMPLE_STATEMENT =
  /^[A-Za-z_\x80-\uffff][\w.\x80-\uffff]*(?:\[[^\n\r]*?\])?(?:[ \t]*(?:(?::[^\n\r=]*)?=(?!=)|(?:[-+*/%&|^@]|\/\/|\*\*|<<|>>)=|:[ \t]*[A-Za-z_\x80-\uffff"'])|[([])/;

/** What starts at `at`, the first code of a line. */
export function beginningAt(text: string, at: number): LineBeginning {
  const code = text.charCodeAt(at);
  const charClass = code < 128 ? CHAR_CLASS[code] : CharClass.name;
  switch (charClass) {
    case CharClass.close:
      return 'closer';
    case CharClass.open:
      return 'opener';
    case CharClass.quote:
      return KEY.test(glanceAt(text, at)) ? 'key' : 'string';
    case CharClass.digit:
      return KEY.test(glanceAt(text, at)) ? 'key' : 'word';
    case CharClass.name:
      return nameAt(glanceAt(text, at));
    default:
      if (code === AT_SIGN && isStatement(glanceAt(text, at))) return 'statement';
      return code === MINUS && KEY.test(glanceAt(text, at)) ? 'key' : 'other';
  }
}

function nameAt(line: string): LineBeginning {
  const first = line.charCodeAt(0);
  if (first >= LOWER_A && first <= LOWER_Z && isStatement(line)) return 'statement';
  if (KEY.test(line)) return 'key';
  if (STRING.test(line)) return 'string';
  if (OPERATOR_WORD.test(line)) return 'other';
  if (ARGUMENT.test(line)) return 'argument';
  return WORD.test(line) ? 'word' : 'other';
}

function glanceAt(text: string, at: number): string {
  return text.slice(at, at + GLANCE);
}

/** Whether the line that starts at `at` can stand by itself, so that it ends an open bracket that it is not indented under. */
export function readsAsStatement(text: string, at: number): boolean {
  const glance = glanceAt(text, at);
  return isStatement(glance) || SIMPLE_STATEMENT.test(glance) || TRIPLE.test(glance);
}

/** Whether a line starts with the keyword of a block. */
export function isBlockHeader(text: string, at: number): boolean {
  return /^(?:async[ \t]+)?(?:class|def|elif|for|if|while|with)\b/.test(text.slice(at, at + 20));
}

function isStatement(line: string): boolean {
  if (STATEMENT.test(line)) return true;
  const header = IF_OR_FOR.exec(line)?.[1];
  return header !== undefined && !closesOuterBracket(header);
}

function closesOuterBracket(code: string): boolean {
  let depth = 0;
  for (let i = 0; i < code.length; i++) {
    const charClass = CHAR_CLASS[code.charCodeAt(i)];
    if (charClass === CharClass.open) depth++;
    else if (charClass === CharClass.close && --depth < 0) return true;
  }
  return false;
}

/** Whether nothing but a name stands on the line. */
export function isLoneWord(text: string, at: number): boolean {
  return /^[A-Za-z_\x80-\uffff][\w\x80-\uffff]*[ \t]*(?:#[^\n\r]*)?(?:[\n\r]|$)/.test(
    text.slice(at, at + GLANCE),
  );
}

/** The offset of the first code at or after `from` (the start of a line), past empty lines and comments. */
export function nextCode(text: string, from: number): { at: number; column: number } | undefined {
  let column = 0;
  for (let i = from; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 32:
        column++;
        break;
      case 9:
        column += TAB_SIZE - (column % TAB_SIZE);
        break;
      case 10:
      case 12:
      case 13:
        column = 0;
        break;
      case 35:
        i = endOfLine(text, i) - 1;
        break;
      default:
        if (column > 0 || !isConflictMarker(text, i)) return { at: i, column };
        i = endOfLine(text, i) - 1;
    }
  }
  return undefined;
}

/**
 * Where the code of a line starts if a bracket, comma or colon that does not belong there stands before it
 * (`}    "name": {`); a comma that leads a line is passed over too. Otherwise where it starts anyway.
 */
export function codeAfterStray(
  text: string,
  code: { at: number; column: number },
): { at: number; column: number } {
  const charClass = CHAR_CLASS[text.charCodeAt(code.at)];
  if (
    charClass !== CharClass.close &&
    charClass !== CharClass.comma &&
    charClass !== CharClass.colon
  ) {
    return code;
  }
  const next = nextOnLine(text, code);
  switch (beginningAt(text, next.at)) {
    case 'key':
    case 'argument':
    case 'string':
    case 'word':
      return next;
    default:
      return code;
  }
}

/** Where the name of an entry stands behind the bracket that starts a line, if one does. */
export function codeAfterBracket(
  text: string,
  code: { at: number; column: number },
): { at: number; column: number } | undefined {
  const next = nextOnLine(text, code);
  return beginningAt(text, next.at) === 'key' ? next : undefined;
}

/** What follows the character at `code`, past blanks. */
function nextOnLine(
  text: string,
  code: { at: number; column: number },
): { at: number; column: number } {
  let column = code.column + 1;
  let at = code.at + 1;
  for (; text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9; at++) {
    column += text.charCodeAt(at) === 9 ? TAB_SIZE - (column % TAB_SIZE) : 1;
  }
  return { at, column };
}

export function endOfLine(text: string, from: number): number {
  let i = from;
  while (i < text.length && text.charCodeAt(i) !== 10 && text.charCodeAt(i) !== 13) i++;
  return i;
}

/** Whether the line that starts at `at` is one of those that a merge leaves in a conflict. */
export function isConflictMarker(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== 60 && code !== 61 && code !== 62 && code !== 124) return false;
  for (let i = at + 1; i < at + 7; i++) if (text.charCodeAt(i) !== code) return false;
  const after = text.charCodeAt(at + 7);
  return at + 7 >= text.length || after === 32 || after === 10 || after === 13;
}
