import type { Tokens } from '../tokens.js';
import type { Fault } from './fault.js';
import { Frame, FrameKind } from './frames.js';
import { quoted } from './words.js';

/** What an expression may be, beyond what may stand anywhere. */
export interface Allowed {
  /** `a, b` and `*a, b` without parentheses. */
  readonly tuple?: boolean;
  readonly yield?: boolean;
  /** `name := value` without parentheses. */
  readonly walrus?: boolean;
  /** `open() as file`. */
  readonly as?: boolean;
}

/** How far the check of one expression has come. */
export class ExpressionState {
  /** The current token, and the one before it that is no comment; -1 before the first. */
  at: number;
  previous = -1;
  /** Operands and operators take turns: whether it is an operand's. */
  wantsOperand = true;
  readonly frames: Frame[] = [new Frame(FrameKind.top, -1)];

  constructor(
    readonly tokens: Tokens,
    first: number,
    readonly last: number,
    readonly allowed: Allowed,
  ) {
    this.at = first;
  }

  get frame(): Frame {
    return this.frames.at(-1)!;
  }

  /** The name or default of a lambda's parameter: whether the name. */
  get isInParameter(): boolean {
    return this.frame.kind === FrameKind.parameters && !this.frame.inDefault;
  }

  fault(message: string, token = this.at): Fault {
    return { message, token };
  }

  missingOperand(): Fault {
    return this.fault(`an expression is expected before ${quoted(this.tokens, this.at)}`);
  }

  twoOperands(): Fault {
    const before = quoted(this.tokens, this.previous);
    const after = quoted(this.tokens, this.at);
    return this.fault(`a comma or operator is expected between ${before} and ${after}`);
  }
}
