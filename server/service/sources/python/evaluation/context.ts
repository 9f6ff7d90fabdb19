import type { OpaqueReason } from '../../values.js';
import type { Expression } from '../parsing/ast.js';
import type { PythonSource } from '../parsing/source.js';
import type { Statements } from '../statements.js';
import type { Machine } from './machine.js';
import type { Scope } from './scope.js';
import { Unknown, type UnknownNature } from './unknown.js';

const LONGEST_DETAIL = 60;

/** Where code is evaluated: its text, the names it sees, and the machine that runs it. */
export class Context {
  readonly machine: Machine;
  readonly source: PythonSource;
  readonly statements: Statements;
  readonly scope: Scope;
  /** Path of the module relative to the project, without extension: imports start from it. */
  readonly path: string;

  constructor(
    machine: Machine,
    source: PythonSource,
    statements: Statements,
    scope: Scope,
    path: string,
  ) {
    this.machine = machine;
    this.source = source;
    this.statements = statements;
    this.scope = scope;
    this.path = path;
  }

  within(scope: Scope): Context {
    return new Context(this.machine, this.source, this.statements, scope, this.path);
  }

  /** For code in another text of the same module: a hole of an f-string. */
  reading(source: PythonSource): Context {
    return new Context(this.machine, source, this.statements, this.scope, this.path);
  }

  /** What stands at a node, in one line and shortened. */
  detail(node: Pick<Expression, 'start' | 'end'>): string {
    const { tokens, base } = this.source;
    const from = node.start - base;
    const text = tokens.text.slice(from, Math.min(node.end - base, from + 2 * LONGEST_DETAIL));
    const line = text.replace(/\s+/g, ' ');
    return line.length > LONGEST_DETAIL ? `${line.slice(0, LONGEST_DETAIL - 1)}…` : line;
  }

  unknown(reason: OpaqueReason, node: Expression, nature: UnknownNature = 'foreign'): Unknown {
    return new Unknown(reason, this.detail(node), nature);
  }

  /** Unknown code runs because of what stands at a node. */
  runForeign(reason: OpaqueReason, node: Expression): Unknown {
    const why = this.unknown(reason, node);
    this.machine.mayRaise();
    this.machine.foreign.run(why);
    return why;
  }

  /** Python surely raises here; see {@link Machine.raise}. */
  raise(exception: string, reason: OpaqueReason, node: Expression): Unknown {
    return this.machine.raise(exception, this.unknown(reason, node));
  }
}
