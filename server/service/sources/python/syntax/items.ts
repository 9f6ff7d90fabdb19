import { tokenIs } from '../tokens.js';
import type { ExpressionState } from './expressionState.js';
import type { Fault } from './fault.js';
import { Clause, Frame, FrameKind, ItemKind } from './frames.js';

/** The colon of a lambda: its body starts. */
export function startBody(state: ExpressionState): Fault | undefined {
  state.frames.pop();
  state.frames.push(new Frame(FrameKind.lambdaBody, state.at));
  state.wantsOperand = true;
  return undefined;
}

export function missingElse(state: ExpressionState): Fault {
  return state.fault("'else' is expected to complete the 'if' expression");
}

/** Leaves the bodies of all lambdas that end where the current token stands. */
export function endBodies(state: ExpressionState): Fault | undefined {
  while (state.frame.kind === FrameKind.lambdaBody) {
    if (state.frame.conditions > 0) return missingElse(state);
    state.frames.pop();
  }
  return undefined;
}

/** Leaves all lambdas: nothing can follow their parameters but a colon. */
export function endLambdas(state: ExpressionState): Fault | undefined {
  const body = endBodies(state);
  if (body !== undefined) return body;
  return state.frame.kind === FrameKind.parameters
    ? state.fault("':' is expected after the parameters of a lambda")
    : undefined;
}

/** A closing bracket after an operand. */
export function closeBracket(state: ExpressionState): Fault | undefined {
  const lambda = endLambdas(state);
  if (lambda !== undefined) return lambda;
  const frame = state.frame;
  const item = endItem(state, frame);
  if (item !== undefined) return item;
  if (frame.kind === FrameKind.group && frame.item === ItemKind.star && frame.items === 0) {
    if (!tokenIs(state.tokens, frame.opener + 1, 'yield')) {
      return state.fault('an unpacked value cannot stand alone in parentheses', frame.opener);
    }
  }
  return closeFrame(state);
}

/** Leaves the innermost brackets, which are an operand then. */
export function closeFrame(state: ExpressionState): Fault | undefined {
  state.frames.pop();
  state.wantsOperand = false;
  return undefined;
}

/** An item is complete. */
function endItem(state: ExpressionState, frame: Frame): Fault | undefined {
  if (frame.conditions > 0) return missingElse(state);
  if (frame.clause === Clause.targets) return state.fault("'in' is expected after 'for'");
  if (frame.kind === FrameKind.curly && frame.item === ItemKind.positional) {
    if (frame.colons === 0) {
      if (frame.isDict) {
        return state.fault("':' and a value are expected after the key", state.previous);
      }
      frame.isSet = true;
    }
  }
  if (frame.kind === FrameKind.call && frame.item === ItemKind.positional) {
    if (frame.hasKeyword || frame.hasDoubleStar) {
      return state.fault('a positional argument cannot follow a keyword argument', state.previous);
    }
  }
  return undefined;
}

/** A comma after an operand. */
export function nextItem(state: ExpressionState): Fault | undefined {
  const lambda = endBodies(state);
  if (lambda !== undefined) return lambda;
  const frame = state.frame;
  if (frame.kind === FrameKind.parameters) {
    frame.nextItem();
    state.wantsOperand = true;
    return undefined;
  }
  if (frame.clause !== Clause.targets) {
    const item = endItem(state, frame);
    if (item !== undefined) return item;
    if (frame.clause === Clause.rest) {
      return state.fault('a comprehension cannot be followed by more items');
    }
    if (frame.kind === FrameKind.top && !state.allowed.tuple) {
      return state.fault('a comma cannot stand here');
    }
    frame.nextItem();
  }
  state.wantsOperand = true;
  return undefined;
}
