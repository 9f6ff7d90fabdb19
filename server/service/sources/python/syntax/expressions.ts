import { isReserved } from '../keywords.js';
import { Bracket, TokenKind, type Tokens, tokenIs, tokenText } from '../tokens.js';
import type { Fault } from './fault.js';
import { Clause, Frame, FrameKind, ItemKind } from './frames.js';
import { isConstant, pastComments, quoted } from './words.js';

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

const BINARY = new Set(
  ['+', '-', '*', '/', '//', '%', '@', '**', '<<', '>>', '&', '|', '^'].concat([
    '<',
    '>',
    '<=',
    '>=',
    '==',
    '!=',
  ]),
);
const UNARY = new Set(['+', '-', '~']);

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
  return new ExpressionCheck(tokens, first, last, allowed).run();
}

class ExpressionCheck {
  readonly #tokens: Tokens;
  readonly #last: number;
  readonly #allowed: Allowed;
  readonly #frames: Frame[];
  #at: number;
  #previous = -1;
  #wantsOperand = true;

  constructor(tokens: Tokens, first: number, last: number, allowed: Allowed) {
    this.#tokens = tokens;
    this.#at = first;
    this.#last = last;
    this.#allowed = allowed;
    this.#frames = [new Frame(FrameKind.top, -1)];
  }

  run(): Fault | undefined {
    const { kind } = this.#tokens;
    while (this.#at < this.#last) {
      if (kind[this.#at] === TokenKind.comment) {
        this.#at++;
        continue;
      }
      const fault = this.#wantsOperand ? this.#operand() : this.#afterOperand();
      if (fault !== undefined) return fault;
      this.#previous = this.#at++;
    }
    return this.#end();
  }

  get #frame(): Frame {
    return this.#frames.at(-1)!;
  }

  #fault(message: string, token = this.#at): Fault {
    return { message, token };
  }

  #operand(): Fault | undefined {
    switch (this.#tokens.kind[this.#at]) {
      case TokenKind.name:
        return this.#operandWord();
      case TokenKind.number:
      case TokenKind.string:
        return this.#took();
      case TokenKind.operator:
        return this.#prefix(tokenText(this.#tokens, this.#at));
      case TokenKind.open:
        return this.#openDisplay();
      case TokenKind.close:
        return this.#closeEmpty();
      case TokenKind.comma:
        return this.#commaWithoutOperand();
      case TokenKind.colon:
        return this.#colonWithoutOperand();
      default:
        return this.#missingOperand();
    }
  }

  #took(): Fault | undefined {
    if (this.#frame.kind === FrameKind.parameters && !this.#frame.inDefault) {
      if (this.#tokens.kind[this.#at] !== TokenKind.name) {
        return this.#fault(`a parameter's name is expected, not ${quoted(this.#tokens, this.#at)}`);
      }
    }
    this.#wantsOperand = false;
    return undefined;
  }

  #missingOperand(): Fault {
    return this.#fault(`an expression is expected before ${quoted(this.#tokens, this.#at)}`);
  }

  #operandWord(): Fault | undefined {
    const word = tokenText(this.#tokens, this.#at);
    if (!isReserved(word) || isConstant(word)) return this.#took();
    switch (word) {
      case 'not':
      case 'await':
        return undefined;
      case 'lambda':
        this.#frames.push(new Frame(FrameKind.parameters, this.#at));
        return undefined;
      case 'yield':
        return this.#yield();
      default:
        return this.#fault(`an expression is expected, not the keyword '${word}'`);
    }
  }

  #yield(): Fault | undefined {
    const frame = this.#frame;
    const startsGroup = frame.kind === FrameKind.group && this.#previous === frame.opener;
    const startsAll = frame.kind === FrameKind.top && this.#previous < 0 && this.#allowed.yield;
    if (!startsGroup && !startsAll) return this.#fault("'yield' needs parentheses here");
    const next = pastComments(this.#tokens, this.#at + 1, this.#last);
    if (next === this.#last || this.#tokens.kind[next] === TokenKind.close) {
      this.#wantsOperand = false;
    } else if (tokenIs(this.#tokens, next, 'from')) this.#at = next;
    return undefined;
  }

  #prefix(operator: string): Fault | undefined {
    const frame = this.#frame;
    if (frame.kind === FrameKind.parameters && !frame.inDefault) {
      return this.#parameterMark(operator);
    }
    if (UNARY.has(operator)) return undefined;
    if (operator === '...') return this.#took();
    if ((operator === '*' || operator === '**') && this.#startsItem()) {
      return this.#star(operator === '*' ? ItemKind.star : ItemKind.doubleStar);
    }
    return this.#missingOperand();
  }

  /** `*`, `**` and `/` among the parameters of a lambda. */
  #parameterMark(operator: string): Fault | undefined {
    const next = pastComments(this.#tokens, this.#at + 1, this.#last);
    const kind = this.#tokens.kind[next];
    const ends = kind === TokenKind.comma || kind === TokenKind.colon;
    if (operator === '/' && ends) {
      this.#wantsOperand = false;
      return undefined;
    }
    if (operator === '*' && kind === TokenKind.comma) {
      this.#wantsOperand = false;
      return undefined;
    }
    if ((operator === '*' || operator === '**') && kind === TokenKind.name) return undefined;
    return this.#fault(`a parameter is expected before '${operator}'`);
  }

  #startsItem(): boolean {
    const frame = this.#frame;
    if (this.#previous < 0 || this.#previous === frame.opener) return true;
    if (frame.clause === Clause.targets) return true;
    const previous = this.#tokens.kind[this.#previous];
    if (previous === TokenKind.comma) return true;
    return tokenIs(this.#tokens, this.#previous, 'yield');
  }

  #star(item: number): Fault | undefined {
    const frame = this.#frame;
    if (item === ItemKind.doubleStar) {
      if (frame.kind === FrameKind.call) frame.hasDoubleStar = true;
      else if (frame.kind === FrameKind.curly && !frame.isSet) frame.isDict = true;
      else return this.#fault("'**' can stand in calls and dict displays only");
    } else {
      if (frame.kind === FrameKind.top && !this.#allowed.tuple) return this.#missingOperand();
      if (frame.kind === FrameKind.curly) {
        if (frame.isDict) return this.#fault("a dict is extended with '**', not '*'");
        frame.isSet = true;
      }
      if (frame.kind === FrameKind.call && frame.hasDoubleStar) {
        return this.#fault("'*' cannot follow '**'");
      }
      if (frame.kind === FrameKind.lambdaBody) return this.#missingOperand();
    }
    if (frame.clause === Clause.none) frame.item = item;
    return undefined;
  }

  #openDisplay(): Fault | undefined {
    if (this.#frame.kind === FrameKind.parameters && !this.#frame.inDefault) {
      return this.#fault('the parameters of a lambda have no parentheses');
    }
    const bracket = this.#tokens.flags[this.#at];
    const kind =
      bracket === Bracket.round
        ? FrameKind.group
        : bracket === Bracket.square
          ? FrameKind.list
          : FrameKind.curly;
    this.#frames.push(new Frame(kind, this.#at));
    return undefined;
  }

  /** A closing bracket where an operand could stand: after nothing, after a comma, or after the colon of a slice. */
  #closeEmpty(): Fault | undefined {
    const frame = this.#frame;
    const isEmpty = this.#previous === frame.opener;
    const previous = this.#tokens.kind[this.#previous];
    if (frame.kind === FrameKind.subscript) {
      if (isEmpty) return this.#fault('an index is expected between the brackets');
      if (previous === TokenKind.colon) return this.#closeFrame();
    }
    if (frame.kind === FrameKind.lambdaBody || frame.kind === FrameKind.parameters) {
      return this.#missingOperand();
    }
    if (isEmpty || (previous === TokenKind.comma && frame.clause === Clause.none)) {
      return this.#closeFrame();
    }
    if (frame.kind === FrameKind.curly && previous === TokenKind.colon) {
      return this.#fault("a value is expected after the key and ':'", this.#previous);
    }
    return this.#missingOperand();
  }

  #commaWithoutOperand(): Fault | undefined {
    const frame = this.#frame;
    const previous = this.#tokens.kind[this.#previous];
    if (frame.kind === FrameKind.subscript && previous === TokenKind.colon) {
      frame.nextItem();
      return undefined;
    }
    if (frame.kind === FrameKind.curly && previous === TokenKind.colon) {
      return this.#fault("a value is expected after the key and ':'", this.#previous);
    }
    return this.#missingOperand();
  }

  #colonWithoutOperand(): Fault | undefined {
    const frame = this.#frame;
    if (frame.kind === FrameKind.parameters && !frame.inDefault) {
      const isEmpty = this.#previous === frame.opener;
      if (isEmpty || this.#tokens.kind[this.#previous] === TokenKind.comma) {
        return this.#startBody();
      }
    }
    if (frame.kind === FrameKind.subscript && frame.colons < 2) {
      const previous = this.#tokens.kind[this.#previous];
      const opens = this.#previous === frame.opener;
      if (opens || previous === TokenKind.comma || previous === TokenKind.colon) {
        frame.colons++;
        return undefined;
      }
    }
    return this.#missingOperand();
  }

  #startBody(): Fault | undefined {
    this.#frames.pop();
    this.#frames.push(new Frame(FrameKind.lambdaBody, this.#at));
    this.#wantsOperand = true;
    return undefined;
  }

  #afterOperand(): Fault | undefined {
    const tokens = this.#tokens;
    switch (tokens.kind[this.#at]) {
      case TokenKind.name:
        return this.#operatorWord(tokenText(tokens, this.#at));
      case TokenKind.string:
        return tokens.kind[this.#previous] === TokenKind.string ? undefined : this.#twoOperands();
      case TokenKind.operator:
        return this.#operator(tokenText(tokens, this.#at));
      case TokenKind.dot: {
        const next = pastComments(tokens, this.#at + 1, this.#last);
        if (next === this.#last || tokens.kind[next] !== TokenKind.name) {
          return this.#fault("a name is expected after '.'");
        }
        if (isReserved(tokenText(tokens, next))) {
          return this.#fault(`the keyword '${tokenText(tokens, next)}' cannot be a name`, next);
        }
        this.#at = next;
        return undefined;
      }
      case TokenKind.open:
        return this.#openTrailer();
      case TokenKind.close:
        return this.#close();
      case TokenKind.comma:
        return this.#comma();
      case TokenKind.colon:
        return this.#colon();
      case TokenKind.equals:
        return this.#equals();
      default:
        return this.#twoOperands();
    }
  }

  #twoOperands(): Fault {
    const before = quoted(this.#tokens, this.#previous);
    return this.#fault(
      `a comma or operator is expected between ${before} and ${quoted(this.#tokens, this.#at)}`,
    );
  }

  #operatorWord(word: string): Fault | undefined {
    const frame = this.#frame;
    if (frame.kind === FrameKind.parameters && !frame.inDefault) return this.#twoOperands();
    switch (word) {
      case 'in':
        if (frame.clause === Clause.targets) frame.clause = Clause.rest;
        break;
      case 'and':
      case 'or':
      case 'is':
        break;
      case 'not': {
        const next = pastComments(this.#tokens, this.#at + 1, this.#last);
        if (!tokenIs(this.#tokens, next, 'in')) return this.#twoOperands();
        this.#at = next;
        break;
      }
      case 'if':
        if (frame.clause === Clause.none) frame.conditions++;
        break;
      case 'else':
        if (frame.conditions === 0) return this.#fault("'else' without an 'if' before it");
        frame.conditions--;
        break;
      case 'async': {
        const next = pastComments(this.#tokens, this.#at + 1, this.#last);
        if (!tokenIs(this.#tokens, next, 'for')) return this.#twoOperands();
        this.#at = next;
        return this.#for();
      }
      case 'for':
        return this.#for();
      case 'as':
        if (!this.#allowed.as || !this.#isWithItem()) return this.#twoOperands();
        break;
      default:
        return this.#twoOperands();
    }
    this.#wantsOperand = true;
    return undefined;
  }

  /** Items of a `with` stand at the top or in its parentheses. */
  #isWithItem(): boolean {
    const depth = this.#frames.length;
    return depth === 1 || (depth === 2 && this.#frame.kind === FrameKind.group);
  }

  #for(): Fault | undefined {
    if (this.#frame.kind === FrameKind.lambdaBody) this.#frames.pop();
    const frame = this.#frame;
    switch (frame.kind) {
      case FrameKind.group:
      case FrameKind.list:
      case FrameKind.curly:
      case FrameKind.call:
        break;
      default:
        return this.#twoOperands();
    }
    if (frame.conditions > 0) return this.#missingElse();
    if (frame.clause === Clause.targets) return this.#fault("'in' is expected before this 'for'");
    if (frame.items > 0) return this.#fault('a comprehension among other items needs parentheses');
    if (frame.item === ItemKind.star || frame.item === ItemKind.doubleStar) {
      if (frame.kind !== FrameKind.call) return this.#fault('a comprehension cannot unpack');
    }
    frame.clause = Clause.targets;
    this.#wantsOperand = true;
    return undefined;
  }

  #operator(operator: string): Fault | undefined {
    const frame = this.#frame;
    if (frame.kind === FrameKind.parameters && !frame.inDefault) return this.#twoOperands();
    if (operator === ':=') {
      const mayStand = frame.kind !== FrameKind.top || this.#allowed.walrus;
      if (!mayStand || this.#tokens.kind[this.#previous] !== TokenKind.name) {
        return this.#fault("':=' needs a name before it and parentheses around it");
      }
    } else if (!BINARY.has(operator)) {
      if (operator === '<>') return this.#fault("Python 3 has '!=' instead of '<>'");
      return this.#fault(`'${operator}' cannot stand in an expression here`);
    }
    this.#wantsOperand = true;
    return undefined;
  }

  #openTrailer(): Fault | undefined {
    const bracket = this.#tokens.flags[this.#at];
    if (bracket === Bracket.curly) return this.#twoOperands();
    const frame = this.#frame;
    if (frame.kind === FrameKind.parameters && !frame.inDefault) return this.#twoOperands();
    const kind = bracket === Bracket.round ? FrameKind.call : FrameKind.subscript;
    this.#frames.push(new Frame(kind, this.#at));
    this.#wantsOperand = true;
    return undefined;
  }

  #missingElse(): Fault {
    return this.#fault("'else' is expected to complete the 'if' expression");
  }

  /** Leaves the body of the innermost lambda. */
  #endBody(): Fault | undefined {
    if (this.#frame.conditions > 0) return this.#missingElse();
    this.#frames.pop();
    return undefined;
  }

  /** Leaves all lambdas that end where the current token stands. */
  #endLambdas(): Fault | undefined {
    while (this.#frame.kind === FrameKind.lambdaBody) {
      const fault = this.#endBody();
      if (fault !== undefined) return fault;
    }
    return this.#frame.kind === FrameKind.parameters
      ? this.#fault("':' is expected after the parameters of a lambda")
      : undefined;
  }

  #close(): Fault | undefined {
    const lambda = this.#endLambdas();
    if (lambda !== undefined) return lambda;
    const frame = this.#frame;
    const item = this.#endItem(frame);
    if (item !== undefined) return item;
    if (frame.kind === FrameKind.group && frame.item === ItemKind.star && frame.items === 0) {
      if (!tokenIs(this.#tokens, frame.opener + 1, 'yield')) {
        return this.#fault('an unpacked value cannot stand alone in parentheses', frame.opener);
      }
    }
    return this.#closeFrame();
  }

  #closeFrame(): Fault | undefined {
    this.#frames.pop();
    this.#wantsOperand = false;
    return undefined;
  }

  /** An item is complete. */
  #endItem(frame: Frame): Fault | undefined {
    if (frame.conditions > 0) return this.#missingElse();
    if (frame.clause === Clause.targets) return this.#fault("'in' is expected after 'for'");
    if (frame.kind === FrameKind.curly && frame.item === ItemKind.positional) {
      if (frame.colons === 0) {
        if (frame.isDict) {
          return this.#fault("':' and a value are expected after the key", this.#previous);
        }
        frame.isSet = true;
      }
    }
    if (frame.kind === FrameKind.call && frame.item === ItemKind.positional) {
      if (frame.hasKeyword || frame.hasDoubleStar) {
        return this.#fault(
          'a positional argument cannot follow a keyword argument',
          this.#previous,
        );
      }
    }
    return undefined;
  }

  #comma(): Fault | undefined {
    const frame = this.#frame;
    if (frame.kind === FrameKind.parameters) {
      frame.nextItem();
      this.#wantsOperand = true;
      return undefined;
    }
    if (frame.kind === FrameKind.lambdaBody) return this.#endBody() ?? this.#comma();
    if (frame.clause !== Clause.targets) {
      const item = this.#endItem(frame);
      if (item !== undefined) return item;
      if (frame.clause === Clause.rest) {
        return this.#fault('a comprehension cannot be followed by more items');
      }
      if (frame.kind === FrameKind.top && !this.#allowed.tuple) {
        return this.#fault('a comma cannot stand here');
      }
      frame.nextItem();
    }
    this.#wantsOperand = true;
    return undefined;
  }

  #colon(): Fault | undefined {
    const frame = this.#frame;
    switch (frame.kind) {
      case FrameKind.parameters:
        if (frame.conditions > 0) return this.#missingElse();
        return this.#startBody();
      case FrameKind.lambdaBody:
        return this.#endBody() ?? this.#colon();
      case FrameKind.subscript:
        if (frame.conditions > 0) return this.#missingElse();
        if (frame.colons === 2) return this.#fault('a slice has two colons at most');
        frame.colons++;
        this.#wantsOperand = true;
        return undefined;
      case FrameKind.curly:
        if (frame.conditions > 0) return this.#missingElse();
        if (frame.isSet)
          return this.#fault('a set has no values: entries with a colon make a dict');
        if (frame.colons > 0)
          return this.#fault("a comma is expected before the next key, not ':'");
        if (frame.clause !== Clause.none || frame.item !== ItemKind.positional) break;
        frame.isDict = true;
        frame.colons = 1;
        this.#wantsOperand = true;
        return undefined;
    }
    return this.#fault("':' cannot stand here");
  }

  #equals(): Fault | undefined {
    const frame = this.#frame;
    if (frame.kind === FrameKind.parameters && !frame.inDefault) {
      frame.inDefault = true;
      this.#wantsOperand = true;
      return undefined;
    }
    if (frame.kind !== FrameKind.call) {
      return this.#fault("'=' cannot stand in an expression; '==' compares");
    }
    const name = this.#previous;
    const isName = this.#tokens.kind[name] === TokenKind.name && this.#startsAt(name, frame);
    const word = tokenText(this.#tokens, name);
    if (!isName || isConstant(word) || frame.item !== ItemKind.positional) {
      return this.#fault("a keyword argument needs a name before '='");
    }
    if (frame.keywords.has(word)) return this.#fault(`the argument '${word}' is repeated`, name);
    frame.keywords.add(word);
    frame.item = ItemKind.keyword;
    frame.hasKeyword = true;
    this.#wantsOperand = true;
    return undefined;
  }

  /** Whether the token is the first of its item. */
  #startsAt(token: number, frame: Frame): boolean {
    let before = token - 1;
    while (this.#tokens.kind[before] === TokenKind.comment) before--;
    return before === frame.opener || this.#tokens.kind[before] === TokenKind.comma;
  }

  #end(): Fault | undefined {
    this.#at = this.#last;
    const top = this.#frames[0]!;
    if (this.#wantsOperand) {
      const isTrailing =
        this.#previous >= 0 && this.#tokens.kind[this.#previous] === TokenKind.comma;
      if (!(isTrailing && this.#frames.length === 1 && this.#allowed.tuple)) {
        const before = this.#previous < 0 ? this.#last - 1 : this.#previous;
        return this.#fault(
          `an expression is expected after ${quoted(this.#tokens, before)}`,
          before,
        );
      }
    }
    const lambda = this.#endLambdas() ?? (top.conditions > 0 ? this.#missingElse() : undefined);
    if (lambda !== undefined) return { ...lambda, token: this.#previous };
    if (top.item === ItemKind.star && top.items === 0) {
      return this.#fault('an unpacked value cannot stand alone', this.#previous);
    }
    return undefined;
  }
}
