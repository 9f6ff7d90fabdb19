import {
  beginningAt,
  endOfLine,
  isLoneWord,
  type LineBeginning,
  nextCode,
  readsAsStatement,
} from '../lineStart.js';
import { Bracket } from '../tokens.js';
import { SEARCH_DEPTH } from './limits.js';
import type { RepairState } from './state.js';

/** Closes the brackets that the line in `state` is not indented under, and those that its beginning cannot stand in. */
export function endWhatIsNotIndented(state: RepairState, begins: LineBeginning): void {
  const { open, text, lineAt, column } = state;
  let keep = open.depth;
  while (keep > 0 && open.indent[keep - 1]! >= column) keep--;
  if (keep === 0 && !readsAsStatement(text, lineAt)) keep = tableAround(state);
  if (begins === 'statement') {
    while (keep > 0 && open.content[keep - 1] === -1) keep--;
  } else if (begins === 'key') {
    keep = displayAround(state, keep);
  }
  state.endLine(keep);
}

/**
 * A line stands too far to the left, yet it is no statement: something that is being typed at the wrong place, or text
 * that lost its quotes. It does not end a table whose other lines are indented further.
 * @returns how many brackets stay open; the line then counts as one of theirs
 */
function tableAround(state: RepairState): number {
  const { open, text, lineAt, column } = state;
  for (let i = 0; i < open.depth; i++) {
    const content = open.content[i] === -1 ? contentBelow(state, i) : open.content[i]!;
    if (content <= column) continue;
    if (isLoneWord(text, lineAt)) {
      const after = nextCode(text, endOfLine(text, lineAt));
      if (after === undefined || after.column !== content) return 0;
    }
    state.column = content;
    return i + 1;
  }
  return 0;
}

/** The column of the next line, if it reads as an entry in bracket `index`; otherwise -1. */
function contentBelow({ open, text, lineAt }: RepairState, index: number): number {
  if (index < open.depth - 1) return -1;
  const code = nextCode(text, endOfLine(text, lineAt));
  if (code === undefined || code.column <= open.indent[index]!) return -1;
  const begins = beginningAt(text, code.at);
  return begins === 'key' || begins === 'argument' ? code.column : -1;
}

/** `"name":` can stand in a dict display alone: brackets of other kinds that were opened on its way end. */
function displayAround(state: RepairState, keep: number): number {
  const { open, column } = state;
  const lowest = Math.max(0, keep - SEARCH_DEPTH);
  for (let i = keep - 1; i >= lowest; i--) {
    if (open.bracket[i] !== Bracket.curly) continue;
    const sameLine = open.content[i] === -1 && open.line[i] === open.line[keep - 1];
    return open.content[i] === column || sameLine ? i + 1 : keep;
  }
  const subscripts = open.bracket[0] === Bracket.square && open.content[keep - 1] === -1;
  return subscripts && lowest === 0 && open.token[keep - 1] !== state.lastSolid() ? 0 : keep;
}
