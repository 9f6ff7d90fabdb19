import { isReserved } from '../keywords.js';
import { Bracket, TokenKind, tokenIs, tokenText } from '../tokens.js';
import type { ExpressionState } from './expressionState.js';
import type { Fault } from './fault.js';
import { Clause, Frame, FrameKind, ItemKind } from './frames.js';
import { closeBracket, endBodies, missingElse, nextItem, startBody } from './items.js';
import { isConstant, pastComments } from './words.js';

const BINARY = new Set([
  ...['+', '-', '*', '/', '//', '%', '@', '**', '<<', '>>', '&', '|', '^'],
  ...['<', '>', '<=', '>=', '==', '!='],
]);

/** Reads one token behind an operand. */
export function readAfterOperand(state: ExpressionState): Fault | undefined {
  const tokens = state.tokens;
  switch (tokens.kind[state.at]) {
    case TokenKind.name:
      return operatorWord(state, tokenText(tokens, state.at));
    case TokenKind.string:
      return tokens.kind[state.previous] === TokenKind.string ? undefined : state.twoOperands();
    case TokenKind.operator:
      return binaryOperator(state, tokenText(tokens, state.at));
    case TokenKind.dot: {
      const next = pastComments(tokens, state.at + 1, state.last);
      if (next === state.last || tokens.kind[next] !== TokenKind.name) {
        return state.fault("a name is expected after '.'");
      }
      if (isReserved(tokenText(tokens, next))) {
        return state.fault(`the keyword '${tokenText(tokens, next)}' cannot be a name`, next);
      }
      state.at = next;
      return undefined;
    }
    case TokenKind.open:
      return openTrailer(state);
    case TokenKind.close:
      return closeBracket(state);
    case TokenKind.comma:
      return nextItem(state);
    case TokenKind.colon:
      return readColon(state);
    case TokenKind.equals:
      return readEquals(state);
    default:
      return state.twoOperands();
  }
}

function operatorWord(state: ExpressionState, word: string): Fault | undefined {
  const frame = state.frame;
  if (state.isInParameter) return state.twoOperands();
  switch (word) {
    case 'in':
      if (frame.clause === Clause.targets) frame.clause = Clause.rest;
      break;
    case 'and':
    case 'or':
    case 'is':
      break;
    case 'not': {
      const next = pastComments(state.tokens, state.at + 1, state.last);
      if (!tokenIs(state.tokens, next, 'in')) return state.twoOperands();
      state.at = next;
      break;
    }
    case 'if':
      if (frame.clause === Clause.none) frame.conditions++;
      break;
    case 'else':
      if (frame.conditions === 0) return state.fault("'else' without an 'if' before it");
      frame.conditions--;
      break;
    case 'async': {
      const next = pastComments(state.tokens, state.at + 1, state.last);
      if (!tokenIs(state.tokens, next, 'for')) return state.twoOperands();
      state.at = next;
      return forClause(state);
    }
    case 'for':
      return forClause(state);
    case 'as':
      if (!state.allowed.as || !isWithItem(state)) return state.twoOperands();
      break;
    default:
      return state.twoOperands();
  }
  state.wantsOperand = true;
  return undefined;
}

/** Items of a `with` stand at the top or in its parentheses. */
function isWithItem(state: ExpressionState): boolean {
  const depth = state.frames.length;
  return depth === 1 || (depth === 2 && state.frame.kind === FrameKind.group);
}

function forClause(state: ExpressionState): Fault | undefined {
  if (state.frame.kind === FrameKind.lambdaBody) state.frames.pop();
  const frame = state.frame;
  switch (frame.kind) {
    case FrameKind.group:
    case FrameKind.list:
    case FrameKind.curly:
    case FrameKind.call:
      break;
    default:
      return state.twoOperands();
  }
  if (frame.conditions > 0) return missingElse(state);
  if (frame.clause === Clause.targets) return state.fault("'in' is expected before this 'for'");
  if (frame.items > 0) return state.fault('a comprehension among other items needs parentheses');
  if (frame.item === ItemKind.star || frame.item === ItemKind.doubleStar) {
    if (frame.kind !== FrameKind.call) return state.fault('a comprehension cannot unpack');
  }
  frame.clause = Clause.targets;
  state.wantsOperand = true;
  return undefined;
}

function binaryOperator(state: ExpressionState, operator: string): Fault | undefined {
  const frame = state.frame;
  if (state.isInParameter) return state.twoOperands();
  if (operator === ':=') {
    const mayStand = frame.kind !== FrameKind.top || state.allowed.walrus;
    if (!mayStand || state.tokens.kind[state.previous] !== TokenKind.name) {
      return state.fault("':=' needs a name before it and parentheses around it");
    }
  } else if (!BINARY.has(operator)) {
    if (operator === '<>') return state.fault("Python 3 has '!=' instead of '<>'");
    return state.fault(`'${operator}' cannot stand in an expression here`);
  }
  state.wantsOperand = true;
  return undefined;
}

function openTrailer(state: ExpressionState): Fault | undefined {
  const bracket = state.tokens.flags[state.at];
  if (bracket === Bracket.curly) return state.twoOperands();
  if (state.isInParameter) return state.twoOperands();
  const kind = bracket === Bracket.round ? FrameKind.call : FrameKind.subscript;
  state.frames.push(new Frame(kind, state.at));
  state.wantsOperand = true;
  return undefined;
}

function readColon(state: ExpressionState): Fault | undefined {
  const lambda = endBodies(state);
  if (lambda !== undefined) return lambda;
  const frame = state.frame;
  switch (frame.kind) {
    case FrameKind.parameters:
      if (frame.conditions > 0) return missingElse(state);
      return startBody(state);
    case FrameKind.subscript:
      if (frame.conditions > 0) return missingElse(state);
      if (frame.colons === 2) return state.fault('a slice has two colons at most');
      frame.colons++;
      state.wantsOperand = true;
      return undefined;
    case FrameKind.curly:
      if (frame.conditions > 0) return missingElse(state);
      if (frame.isSet) return state.fault('a set has no values: entries with a colon make a dict');
      if (frame.colons > 0) return state.fault("a comma is expected before the next key, not ':'");
      if (frame.clause !== Clause.none || frame.item !== ItemKind.positional) break;
      frame.isDict = true;
      frame.colons = 1;
      state.wantsOperand = true;
      return undefined;
  }
  return state.fault("':' cannot stand here");
}

function readEquals(state: ExpressionState): Fault | undefined {
  const frame = state.frame;
  if (state.isInParameter) {
    frame.inDefault = true;
    state.wantsOperand = true;
    return undefined;
  }
  if (frame.kind !== FrameKind.call) {
    return state.fault("'=' cannot stand in an expression; '==' compares");
  }
  const name = state.previous;
  const isName = state.tokens.kind[name] === TokenKind.name && startsItemAt(state, name, frame);
  const word = tokenText(state.tokens, name);
  if (!isName || isConstant(word) || frame.item !== ItemKind.positional) {
    return state.fault("a keyword argument needs a name before '='");
  }
  if (!frame.addKeyword(word)) return state.fault(`the argument '${word}' is repeated`, name);
  frame.item = ItemKind.keyword;
  frame.hasKeyword = true;
  state.wantsOperand = true;
  return undefined;
}

/** Whether the token is the first of its item. */
function startsItemAt(state: ExpressionState, token: number, frame: Frame): boolean {
  let before = token - 1;
  while (state.tokens.kind[before] === TokenKind.comment) before--;
  return before === frame.opener || state.tokens.kind[before] === TokenKind.comma;
}
