import { TokenKind, type Tokens } from '../tokens.js';
import type { Fault } from './fault.js';

const TAB_SIZE = 8;
/** CPython's limit. */
const MAX_LEVELS = 100;

/** Checks the blanks at the starts of logical lines; says the first faults, `most` at most. */
export function indentationFaults(tokens: Tokens, most: number): Fault[] {
  const faults: Fault[] = [];
  /** Open indentations: with tabs of eight, and with tabs of one, which must agree. */
  const columns = [{ wide: 0, narrow: 0 }];
  let afterNewline = true;
  let lastCode = -1;
  for (let i = 0; i < tokens.count && faults.length < most; i++) {
    switch (tokens.kind[i]) {
      case TokenKind.newline:
        afterNewline = true;
        continue;
      case TokenKind.comment:
      case TokenKind.error:
      case TokenKind.indent:
      case TokenKind.dedent:
      case TokenKind.end:
        continue;
    }
    if (afterNewline) {
      const column = columnsAt(tokens.text, tokens.start[i]!);
      const fault = column && lineFault(tokens, columns, column, i, lastCode);
      if (fault !== undefined) faults.push(fault);
    }
    afterNewline = false;
    // No line of code begins in brackets.
    if (tokens.kind[i] === TokenKind.open) i = tokens.match[i]!;
    lastCode = i;
  }
  return faults;
}

interface Columns {
  readonly wide: number;
  readonly narrow: number;
}

function lineFault(
  tokens: Tokens,
  columns: Columns[],
  column: Columns,
  token: number,
  lastCode: number,
): Fault | undefined {
  let top = columns.at(-1)!;
  if (column.wide > top.wide) {
    columns.push(column);
    if (tokens.kind[lastCode] !== TokenKind.colon) {
      return { message: 'this line is indented although no block starts above it', token };
    }
    if (column.narrow <= top.narrow) return mixed(token);
    return columns.length > MAX_LEVELS
      ? { message: `Python reads at most ${MAX_LEVELS} levels of indentation`, token }
      : undefined;
  }
  while (column.wide < top.wide) {
    columns.pop();
    top = columns.at(-1)!;
  }
  if (column.wide > top.wide) {
    return { message: 'this indentation fits none of the blocks above', token };
  }
  return column.narrow === top.narrow ? undefined : mixed(token);
}

function mixed(token: number): Fault {
  return { message: 'tabs and blanks are mixed so that Python cannot compare the lines', token };
}

/** The column of an offset; undefined if code stands before it on its line (after a `;` or an added line end). */
function columnsAt(text: string, at: number): Columns | undefined {
  let start = at;
  while (start > 0 && isBlank(text.charCodeAt(start - 1))) start--;
  const before = start === 0 ? 10 : text.charCodeAt(start - 1);
  if (before !== 10 && before !== 13 && before !== 0xfeff) return undefined;
  let wide = 0;
  let narrow = 0;
  for (let i = start; i < at; i++) {
    const code = text.charCodeAt(i);
    if (code === 12) wide = narrow = 0;
    else {
      wide += code === 9 ? TAB_SIZE - (wide % TAB_SIZE) : 1;
      narrow++;
    }
  }
  return { wide, narrow };
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 12;
}
