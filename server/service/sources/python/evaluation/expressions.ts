import type {
  BinaryNode,
  BooleanNode,
  ComparisonNode,
  ConditionalNode,
  Expression,
  LambdaNode,
  WalrusNode,
} from '../parsing/ast.js';
import { attributeOf } from './attributes.js';
import { callValue } from './calls.js';
import { compare } from './comparisons.js';
import { evaluateComprehension } from './comprehensions.js';
import type { Context } from './context.js';
import { evaluateDict, evaluateSequence, evaluateSet } from './displays.js';
import { evaluateString } from './formatted.js';
import { defaultsOf } from './functions.js';
import { literalValue, numberValue } from './literals.js';
import { lookUp } from './names.js';
import { FunctionObject, OtherObject, type Slot, type Value } from './objects.js';
import { operate, operateUnary } from './operators.js';
import { written } from './origin.js';
import { subscriptOf } from './subscripts.js';
import { truthOf } from './truth.js';

/**
 * The value of an expression and where it is written. What is not known is an Unknown; effects on everything that can be
 * reached are accounted for.
 *
 * @throws {Raised} where Python surely raises and something may catch it
 * @throws {BudgetExceeded}
 */
export function evaluate(context: Context, node: Expression): Slot {
  context.machine.budget.spend(1);
  switch (node.kind) {
    case 'name':
      return lookUp(context, node);
    case 'attribute':
      return attributeOf(context, node);
    case 'subscript':
      return subscriptOf(context, node);
    case 'call':
      return callValue(context, node, evaluateValue(context, node.callee));
    case 'conditional':
      return evaluateConditional(context, node);
    case 'boolean':
      return evaluateBoolean(context, node, 0);
    case 'walrus':
      return evaluateWalrus(context, node);
    default:
      return { value: plainValueOf(context, node), origin: written(context.source, node) };
  }
}

export function evaluateValue(context: Context, node: Expression): Value {
  return evaluate(context, node).value;
}

/** Expressions whose value is written where they stand. */
function plainValueOf(context: Context, node: Expression): Value {
  switch (node.kind) {
    case 'string':
      return evaluateString(context, node);
    case 'number':
      return numberValue(node);
    case 'constant':
      return node.value === 'ellipsis' ? new OtherObject('ellipsis', '...') : node.value;
    case 'literal':
      return context.machine.createdInTurn(literalValue(node));
    case 'list':
    case 'tuple':
      return evaluateSequence(context, node);
    case 'set':
      return evaluateSet(context, node);
    case 'dict':
      return evaluateDict(context, node);
    case 'comprehension':
      return evaluateComprehension(context, node);
    case 'unary':
      return evaluateUnary(context, node.operator, node.operand, node);
    case 'binary':
      return evaluateBinary(context, node);
    case 'comparison':
      return evaluateComparison(context, node);
    case 'lambda':
      return evaluateLambda(context, node);
    case 'starred':
      return context.runForeign('syntax', node);
    case 'suspension':
      if (node.value !== undefined)
        context.machine.foreign.escape(evaluateValue(context, node.value));
      return context.runForeign('call', node);
    case 'unreadable':
      if (node.reason === 'limit') {
        context.machine.report('limit', 'This is too deep or too long to be evaluated', node);
      }
      return context.unknown(node.reason, node, 'scalar');
    default:
      return context.unknown('syntax', node, 'scalar');
  }
}

function evaluateUnary(
  context: Context,
  operator: string,
  operand: Expression,
  node: Expression,
): Value {
  const value = evaluateValue(context, operand);
  if (operator !== 'not') return operateUnary(context, operator, value, node);
  const truth = truthOf(context, value, operand);
  return truth === undefined ? context.unknown('operator', node, 'scalar') : !truth;
}

/** `a + b + c + ...` leans to the left: its spine is walked, not descended. */
function evaluateBinary(context: Context, node: BinaryNode): Value {
  const spine: BinaryNode[] = [];
  let leftmost: Expression = node;
  while (leftmost.kind === 'binary') {
    spine.push(leftmost);
    leftmost = leftmost.left;
  }
  let value = evaluateValue(context, leftmost);
  for (let current = spine.pop(); current !== undefined; current = spine.pop()) {
    const right = evaluateValue(context, current.right);
    value = operate(context, current.operator, value, right, current);
  }
  return value;
}

/** `a < b < c`: what follows is not looked at once one comparison is false. */
function evaluateComparison(context: Context, node: ComparisonNode): Value {
  const compareFrom = (left: Value, index: number): Value => {
    const { operator, operand } = node.rest[index]!;
    const right = evaluateValue(context, operand);
    const answer = compare(context, operator, left, right, node);
    if (index === node.rest.length - 1) {
      return answer ?? context.unknown('operator', node, 'scalar');
    }
    if (answer === false) return false;
    if (answer) return compareFrom(right, index + 1);
    return context.machine.forkValues(
      [() => false, () => compareFrom(right, index + 1)],
      context.detail(node),
    );
  };
  return compareFrom(evaluateValue(context, node.first), 0);
}

function evaluateConditional(context: Context, node: ConditionalNode): Slot {
  const truth = truthOf(context, evaluateValue(context, node.test), node.test);
  if (truth !== undefined) return evaluate(context, truth ? node.yes : node.no);
  const value = context.machine.forkValues(
    [() => evaluateValue(context, node.yes), () => evaluateValue(context, node.no)],
    context.detail(node.test),
  );
  return { value, origin: written(context.source, node) };
}

function evaluateBoolean(context: Context, node: BooleanNode, index: number): Slot {
  for (let i = index; ; i++) {
    const operand = node.operands[i]!;
    const slot = evaluate(context, operand);
    if (i === node.operands.length - 1) return slot;
    const truth = truthOf(context, slot.value, operand);
    if (truth === (node.operator === 'or')) return slot;
    if (truth !== undefined) continue;
    const value = context.machine.forkValues(
      [() => slot.value, () => evaluateBoolean(context, node, i + 1).value],
      context.detail(operand),
    );
    return { value, origin: written(context.source, node) };
  }
}

/** A walrus binds outside of the comprehension that it stands in. */
function evaluateWalrus(context: Context, node: WalrusNode): Slot {
  const slot = evaluate(context, node.value);
  let { scope } = context;
  while (scope.kind === 'comprehension' && scope.parent !== undefined) scope = scope.parent;
  context.machine.bind(scope, node.target.name, { ...slot, at: node.target });
  return slot;
}

function evaluateLambda(context: Context, node: LambdaNode): Value {
  const defaults = defaultsOf(context, node.parameters);
  const body = { kind: 'lambda', node } as const;
  return new FunctionObject('<lambda>', context, node.parameters, defaults, body);
}
