import { lex } from '../../sources/python/lexer.js';
import { TokenKind, type Tokens, tokenIs, tokenText } from '../../sources/python/tokens.js';
import { TABLES } from '../../sources/python/uses/vocabulary.js';
import type { OpenText } from '../context.js';
import type { Caret, Slot } from './caret.js';
import { type CursusFile, cursusFile } from './cursusFile.js';
import { calleeBefore, enclosures } from './enclosure.js';
import { callSlot, slotOf } from './pythonCalls.js';
import { type PythonPosition, pythonPosition } from './pythonPosition.js';
import { tableSlot } from './pythonTables.js';

/** The caret in Python, in a file or a notebook's cell; undefined where no name of ours can stand. */
export function pythonCaret(open: OpenText, offset: number): Caret | undefined {
  const tokens = lex(open.text);
  const position = pythonPosition(tokens, offset);
  if (position === undefined) return undefined;
  const chain = enclosures(tokens, position.at, offset);
  const { span, quoting } = position;
  const typed = open.text.slice(span.start, offset);
  const hasColon = /^["']{0,3}\s*:/.test(open.text.slice(span.end, span.end + 80));
  const slot =
    tableSlot(tokens, position.at, chain, open.role, hasColon) ??
    slotInCode(open, tokens, position, chain);
  if (slot === undefined) return undefined;
  if (position.bare && !mayQuote(slot, typed)) return undefined;
  return { slot, span, typed, quoting };
}

function slotInCode(
  open: OpenText,
  tokens: Tokens,
  position: PythonPosition,
  chain: ReturnType<typeof enclosures>,
): Slot | undefined {
  const above = open.cell === undefined ? undefined : lex(open.cell.above);
  const file = cursusFile(tokens, open.path, above);
  const inCall = callSlot(chain, file);
  if (inCall !== undefined || position.bare) return inCall;
  return membershipSlot(tokens, position.at, file) ?? readSlot(open, position);
}

/** What the reader of uses knows better than the tokens around the caret: names under other names. */
function readSlot(open: OpenText, { span }: PythonPosition): Slot | undefined {
  const use = open.facts.uses.find(each => each.span.start === span.start);
  return use === undefined ? undefined : slotOf(use.context);
}

/** `"X" in STEP_NAMES`, `"X" not in get_step_names()` */
function membershipSlot(tokens: Tokens, at: number, file: CursusFile): Slot | undefined {
  if (!file.usesCursus) return undefined;
  let i = at + 1;
  if (tokenIs(tokens, i, 'not')) i++;
  if (!tokenIs(tokens, i, 'in')) return undefined;
  let end = i + 1;
  while (tokens.kind[end] === TokenKind.name || tokens.kind[end] === TokenKind.dot) end++;
  const name = calleeBefore(tokens, end).split('.').at(-1) ?? '';
  const isOfSteps = TABLES.get(name) === 'subscript' || /^get_(?:all_)?step_names$/.test(name);
  return isOfSteps && tokenText(tokens, end) !== '['
    ? { kind: 'step', place: 'predicate', variants: 'none', present: [] }
    : undefined;
}

/** Without quotes the user may be writing a variable: code offers strings only where nothing or a class-like word stands. */
function mayQuote(slot: Slot, typed: string): boolean {
  if (slot.kind === 'step' && slot.place.startsWith('dag-')) return /^(?:[A-Z]\w*)?$/.test(typed);
  if (slot.kind === 'workspace') return typed === '';
  return true;
}
