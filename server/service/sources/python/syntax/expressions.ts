import { TokenKind, type Tokens } from '../tokens.js';
import { type Allowed, ExpressionState } from './expressionState.js';
import type { Fault } from './fault.js';
import { ItemKind } from './frames.js';
import { endLambdas, missingElse } from './items.js';
import { readOperand } from './operandPosition.js';
import { readAfterOperand } from './operatorPosition.js';
import { quoted } from './words.js';

/**
 * Checks the tokens of one expression, without building anything: they must take turns between operands and operators, and
 * every bracket, comma, colon and keyword must have its place. Brackets pair already. Depth costs no stack.
 */
export function expressionFault(
  tokens: Tokens,
  first: number,
  last: number,
  allowed: Allowed = {},
): Fault | undefined {
  const state = new ExpressionState(tokens, first, last, allowed);
  while (state.at < last) {
    if (tokens.kind[state.at] === TokenKind.comment) {
      state.at++;
      continue;
    }
    const fault = state.wantsOperand ? readOperand(state) : readAfterOperand(state);
    if (fault !== undefined) return fault;
    state.previous = state.at++;
  }
  return endFault(state);
}

function endFault(state: ExpressionState): Fault | undefined {
  const { tokens, last, previous } = state;
  const top = state.frames[0]!;
  state.at = last;
  if (state.wantsOperand) {
    const isTrailing = previous >= 0 && tokens.kind[previous] === TokenKind.comma;
    if (!(isTrailing && state.frames.length === 1 && state.allowed.tuple)) {
      const before = previous < 0 ? last - 1 : previous;
      return state.fault(`an expression is expected after ${quoted(tokens, before)}`, before);
    }
  }
  const fault = endLambdas(state) ?? (top.conditions > 0 ? missingElse(state) : undefined);
  if (fault !== undefined) return { ...fault, token: previous };
  if (top.item === ItemKind.star && top.items === 0) {
    return state.fault('an unpacked value cannot stand alone', previous);
  }
  return undefined;
}
