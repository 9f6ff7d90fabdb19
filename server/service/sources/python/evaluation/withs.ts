import type { WithItem } from '../parsing/statements.js';
import { parseWith } from '../parsing/statements.js';
import { assignTarget } from './assignment.js';
import { builtinNamed } from './builtinNames.js';
import type { Context } from './context.js';
import { evaluateValue } from './expressions.js';
import { type Completion, Construct } from './machine.js';
import { written } from './origin.js';
import { runBody } from './statements.js';

/** Runs a `with`: entering and leaving runs unknown code, which may also swallow what the body raises. */
export function runWith(context: Context, statement: number): Completion {
  const { machine } = context;
  const items = parseWith(context.source, context.statements, statement);
  const maySwallow = items.some(item => !isFile(context, item));
  for (const { value, target } of items) {
    machine.foreign.escape(evaluateValue(context, value));
    const entered = context.runForeign('io', value);
    if (target !== undefined) {
      assignTarget(context, target, { value: entered, origin: written(context.source, value) });
    }
  }
  const completion = maySwallow ? runSwallowed(context, statement) : runBody(context, statement);
  const [first] = items;
  if (first !== undefined && completion !== 'gone') context.runForeign('io', first.value);
  return completion;
}

function isFile(context: Context, { value }: WithItem): boolean {
  return (
    value.kind === 'call' &&
    value.callee.kind === 'name' &&
    value.callee.name === 'open' &&
    evaluateValue(context, value.callee) === builtinNamed('open')
  );
}

function runSwallowed(context: Context, statement: number): Completion {
  const { machine } = context;
  const construct = new Construct('raise');
  const completion = machine.inside(construct, () => runBody(context, statement));
  const { exits, mark } = construct;
  if (exits.length > 0 && mark !== undefined && machine.mayBeCaught) {
    const now = completion === 'gone' ? undefined : machine.journal.snapshot(mark);
    for (const { snapshot, exception } of exits) {
      machine.journal.restoreTo(mark, snapshot);
      machine.exception = exception;
      machine.leave('raise');
    }
    if (now !== undefined) machine.journal.restoreTo(mark, now);
  }
  if (completion === 'raise' && exits.length === 0) {
    // Swallowed or not: if not, the path ends here.
    return machine.mayBeCaught
      ? machine.fork([() => 'normal', () => 'raise'], '')
      : machine.settle(construct, completion, 'raise', '');
  }
  if (completion === 'raise') machine.leave('raise');
  return machine.settle(construct, completion, 'raise', '');
}
