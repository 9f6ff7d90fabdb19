import { isReserved } from '../keywords.js';
import { isPlainLiteral } from '../parsing/plainLiterals.js';
import { Bracket, TokenKind, tokenIs, tokenText } from '../tokens.js';
import type { ExpressionState } from './expressionState.js';
import type { Fault } from './fault.js';
import { Clause, Frame, FrameKind, ItemKind } from './frames.js';
import { closeFrame, startBody } from './items.js';
import { isConstant, pastComments, quoted } from './words.js';

const UNARY = new Set(['+', '-', '~']);

/** Reads one token where an operand is expected. */
export function readOperand(state: ExpressionState): Fault | undefined {
  switch (state.tokens.kind[state.at]) {
    case TokenKind.name:
      return operandWord(state);
    case TokenKind.number:
    case TokenKind.string:
      return tookOperand(state);
    case TokenKind.operator:
      return readPrefix(state, tokenText(state.tokens, state.at));
    case TokenKind.open:
      return openDisplay(state);
    case TokenKind.close:
      return closeEmpty(state);
    case TokenKind.comma:
      return commaWithoutOperand(state);
    case TokenKind.colon:
      return colonWithoutOperand(state);
    default:
      return state.missingOperand();
  }
}

function tookOperand(state: ExpressionState): Fault | undefined {
  if (state.isInParameter) {
    if (state.tokens.kind[state.at] !== TokenKind.name) {
      return state.fault(`a parameter's name is expected, not ${quoted(state.tokens, state.at)}`);
    }
  }
  state.wantsOperand = false;
  return undefined;
}

function operandWord(state: ExpressionState): Fault | undefined {
  const word = tokenText(state.tokens, state.at);
  if (!isReserved(word) || isConstant(word)) return tookOperand(state);
  switch (word) {
    case 'not':
    case 'await':
      return undefined;
    case 'lambda':
      state.frames.push(new Frame(FrameKind.parameters, state.at));
      return undefined;
    case 'yield':
      return yieldFault(state);
    default:
      return state.fault(`an expression is expected, not the keyword '${word}'`);
  }
}

function yieldFault(state: ExpressionState): Fault | undefined {
  const frame = state.frame;
  const startsGroup = frame.kind === FrameKind.group && state.previous === frame.opener;
  const startsAll = frame.kind === FrameKind.top && state.previous < 0 && state.allowed.yield;
  if (!startsGroup && !startsAll) return state.fault("'yield' needs parentheses here");
  const next = pastComments(state.tokens, state.at + 1, state.last);
  if (next === state.last || state.tokens.kind[next] === TokenKind.close) {
    state.wantsOperand = false;
  } else if (tokenIs(state.tokens, next, 'from')) state.at = next;
  return undefined;
}

function readPrefix(state: ExpressionState, operator: string): Fault | undefined {
  if (state.isInParameter) {
    return parameterMark(state, operator);
  }
  if (UNARY.has(operator)) return undefined;
  if (operator === '...') return tookOperand(state);
  if ((operator === '*' || operator === '**') && startsItem(state)) {
    return starItem(state, operator === '*' ? ItemKind.star : ItemKind.doubleStar);
  }
  return state.missingOperand();
}

/** `*`, `**` and `/` among the parameters of a lambda. */
function parameterMark(state: ExpressionState, operator: string): Fault | undefined {
  const next = pastComments(state.tokens, state.at + 1, state.last);
  const kind = state.tokens.kind[next];
  const ends = kind === TokenKind.comma || kind === TokenKind.colon;
  if (operator === '/' && ends) {
    state.wantsOperand = false;
    return undefined;
  }
  if (operator === '*' && kind === TokenKind.comma) {
    state.wantsOperand = false;
    return undefined;
  }
  if ((operator === '*' || operator === '**') && kind === TokenKind.name) return undefined;
  return state.fault(`a parameter is expected before '${operator}'`);
}

function startsItem(state: ExpressionState): boolean {
  const frame = state.frame;
  if (state.previous < 0 || state.previous === frame.opener) return true;
  if (frame.clause === Clause.targets) return true;
  const previous = state.tokens.kind[state.previous];
  if (previous === TokenKind.comma) return true;
  return tokenIs(state.tokens, state.previous, 'yield');
}

function starItem(state: ExpressionState, item: number): Fault | undefined {
  const frame = state.frame;
  if (item === ItemKind.doubleStar) {
    if (frame.kind === FrameKind.call) frame.hasDoubleStar = true;
    else if (frame.kind === FrameKind.curly && !frame.isSet) frame.isDict = true;
    else return state.fault("'**' can stand in calls and dict displays only");
  } else {
    if (frame.kind === FrameKind.top && !state.allowed.tuple) return state.missingOperand();
    if (frame.kind === FrameKind.curly) {
      if (frame.isDict) return state.fault("a dict is extended with '**', not '*'");
      frame.isSet = true;
    }
    if (frame.kind === FrameKind.call && frame.hasDoubleStar) {
      return state.fault("'*' cannot follow '**'");
    }
    if (frame.kind === FrameKind.lambdaBody) return state.missingOperand();
  }
  if (frame.clause === Clause.none) frame.item = item;
  return undefined;
}

function openDisplay(state: ExpressionState): Fault | undefined {
  if (state.isInParameter) {
    return state.fault('the parameters of a lambda have no parentheses');
  }
  // Everything inside is as it has to be; each literal in it is looked at by itself.
  if (isPlainLiteral(state.tokens, state.at)) {
    state.at = state.tokens.match[state.at]!;
    state.wantsOperand = false;
    return undefined;
  }
  const bracket = state.tokens.flags[state.at];
  const kind =
    bracket === Bracket.round
      ? FrameKind.group
      : bracket === Bracket.square
        ? FrameKind.list
        : FrameKind.curly;
  state.frames.push(new Frame(kind, state.at));
  return undefined;
}

/** A closing bracket where an operand could stand: after nothing, after a comma, or after the colon of a slice. */
function closeEmpty(state: ExpressionState): Fault | undefined {
  const frame = state.frame;
  const isEmpty = state.previous === frame.opener;
  const previous = state.tokens.kind[state.previous];
  if (frame.kind === FrameKind.subscript) {
    if (isEmpty) return state.fault('an index is expected between the brackets');
    if (previous === TokenKind.colon) return closeFrame(state);
  }
  if (frame.kind === FrameKind.lambdaBody || frame.kind === FrameKind.parameters) {
    return state.missingOperand();
  }
  if (isEmpty || (previous === TokenKind.comma && frame.clause === Clause.none)) {
    return closeFrame(state);
  }
  if (frame.kind === FrameKind.curly && previous === TokenKind.colon) {
    return state.fault("a value is expected after the key and ':'", state.previous);
  }
  return state.missingOperand();
}

function commaWithoutOperand(state: ExpressionState): Fault | undefined {
  const frame = state.frame;
  const previous = state.tokens.kind[state.previous];
  if (frame.kind === FrameKind.subscript && previous === TokenKind.colon) {
    frame.nextItem();
    return undefined;
  }
  if (frame.kind === FrameKind.curly && previous === TokenKind.colon) {
    return state.fault("a value is expected after the key and ':'", state.previous);
  }
  return state.missingOperand();
}

function colonWithoutOperand(state: ExpressionState): Fault | undefined {
  const frame = state.frame;
  if (state.isInParameter) {
    const isEmpty = state.previous === frame.opener;
    if (isEmpty || state.tokens.kind[state.previous] === TokenKind.comma) {
      return startBody(state);
    }
  }
  if (frame.kind === FrameKind.subscript && frame.colons < 2) {
    const previous = state.tokens.kind[state.previous];
    const opens = state.previous === frame.opener;
    if (opens || previous === TokenKind.comma || previous === TokenKind.colon) {
      frame.colons++;
      return undefined;
    }
  }
  return state.missingOperand();
}
