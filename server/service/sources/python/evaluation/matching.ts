import { isReserved, Keyword } from '../keywords.js';
import { parseOperand } from '../parsing/statements.js';
import { TokenKind } from '../tokens.js';
import type { Context } from './context.js';
import { evaluateValue } from './expressions.js';
import type { Completion } from './machine.js';
import { FunctionObject } from './objects.js';
import { written } from './origin.js';
import { runBody } from './statements.js';

/** Runs a `match`: patterns are not compared, so that any case may be the one, or none. */
export function runMatch(context: Context, statement: number): Completion {
  const { machine, source, statements } = context;
  const subject = parseOperand(source, statements, statement);
  if (subject !== undefined) {
    machine.foreign.escape(evaluateValue(context, subject));
    context.runForeign('condition', subject);
  }
  const paths: (() => Completion)[] = [() => 'normal'];
  for (let s = statement + 1; s < statements.next[statement]!; s = statements.next[s]!) {
    if (statements.keyword[s] !== Keyword.case) continue;
    paths.push(() => {
      bindPattern(context, s);
      return runBody(context, s);
    });
  }
  return machine.fork(paths, subject === undefined ? '' : context.detail(subject));
}

/** Any name in a pattern may be bound by it, and a guard may do anything that its text allows. */
function bindPattern(context: Context, statement: number): void {
  const { machine, source, scope, statements } = context;
  const first = statements.first[statement]! + 1;
  const last = statements.last[statement]!;
  for (let token = first; token < last; token++) {
    if (source.tokens.kind[token] !== TokenKind.name) continue;
    const name = source.nameText(token);
    if (name === 'if') {
      const body = { kind: 'deferred', firstToken: token, lastToken: last } as const;
      const guard = new FunctionObject('<guard>', context, [], new Map(), body);
      machine.foreign.runFunction(
        guard,
        machine.unseenBinding(context.unknown('condition', nodeAt(context, token))).value as never,
      );
      return;
    }
    if (isReserved(name)) continue;
    const node = nodeAt(context, token);
    const why = context.unknown('condition', node);
    const before = scope.target(name).state.bindings.get(name);
    machine.bind(
      scope,
      name,
      before === undefined
        ? { value: why, origin: written(source, node), at: node, isUncertain: true }
        : { ...before, doubt: why },
    );
  }
}

function nodeAt({ source }: Context, token: number) {
  const name = source.nameText(token);
  return { kind: 'name', name, start: source.start(token), end: source.end(token) } as const;
}
