import type { CallNode } from '../parsing/ast.js';
import { type Arguments, escapeArguments, evaluateArguments } from './arguments.js';
import { callForeign } from './calls.js';
import { appendItem } from './comprehensions.js';
import type { Context } from './context.js';
import { convert, formatValue } from './formatting.js';
import { forEach } from './iteration.js';
import { isScalarValue } from './merging.js';
import { ListObject, type Slot, type Value } from './objects.js';
import { limitText } from './operators.js';
import { written } from './origin.js';
import { Unknown } from './unknown.js';

/** A call of a method of a string. */
export function callTextMethod(
  context: Context,
  node: CallNode,
  text: string,
  name: string,
): Value {
  const [first] = node.arguments;
  if (
    name === 'join' &&
    node.arguments.length === 1 &&
    first!.star === '' &&
    first!.name === undefined
  ) {
    return join(context, node, text);
  }
  const given = evaluateArguments(context, node);
  payFor(context, text, given);
  const result =
    given.unknown === undefined ? callKnown(context, node, text, name, given) : undefined;
  if (result !== undefined) {
    return typeof result === 'string'
      ? (limitText(context, result.length, node) ?? result)
      : result;
  }
  const values = [...given.positional, ...given.keywords.values()].map(slot => slot.value);
  if (given.unknown !== undefined || !values.every(isScalarValue))
    return callForeign(context, node, given);
  context.machine.mayRaise();
  if (SPLITS.has(name)) return context.unknown('call', node);
  return context.unknown('call', node, 'scalar');
}

/** Methods read their text, and may look for another one in it. */
function payFor({ machine }: Context, text: string, { positional }: Arguments): void {
  machine.budget.spend(text.length >> 4);
  for (const { value } of positional) {
    if (typeof value === 'string') machine.budget.spendSearch(text.length, value.length);
  }
}

/** Methods that make lists: what they make can be changed. */
const SPLITS: ReadonlySet<string> = new Set(['split', 'rsplit', 'splitlines']);

function join(context: Context, node: CallNode, separator: string): Value {
  const iterable = node.arguments[0]!.value;
  const list = context.machine.created(new ListObject([]));
  forEach(context, iterable, element => {
    appendItem(context, list, element, iterable);
    return 'normal';
  });
  const { items, unknown } = list.state;
  if (unknown !== undefined) return new Unknown(unknown.reason, context.detail(node), 'scalar');
  const texts: string[] = [];
  let length = 0;
  for (const { value } of items) {
    if (value instanceof Unknown) {
      context.machine.mayRaise();
      return new Unknown(value.reason, context.detail(node), 'scalar');
    }
    if (typeof value !== 'string') return context.raise('TypeError', 'call', node);
    texts.push(value);
    length += value.length + separator.length;
  }
  const tooLong = limitText(context, length, node);
  if (tooLong === undefined) context.machine.budget.spendText(length);
  return tooLong ?? texts.join(separator);
}

/** Only there do both languages agree on letters and blanks without a table. */
function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

/** What Python takes for blank among the ASCII characters. */
function isBlank(character: string): boolean {
  const code = character.charCodeAt(0);
  return code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31);
}

function strip(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charAt(start))) start++;
  while (end > start && isBlank(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

function words(text: string): string[] {
  const found: string[] = [];
  let word = '';
  for (const character of text) {
    if (!isBlank(character)) word += character;
    else if (word !== '') {
      found.push(word);
      word = '';
    }
  }
  if (word !== '') found.push(word);
  return found;
}

function callKnown(
  context: Context,
  node: CallNode,
  text: string,
  name: string,
  given: Arguments,
): Value | undefined {
  if (name === 'format') return format(context, node, text, given);
  if (given.keywords.size > 0) return undefined;
  const values = given.positional.map(slot => slot.value);
  const [first, second] = values;
  if (values.length === 0) {
    switch (name) {
      case 'upper':
        return isAscii(text) ? text.toUpperCase() : undefined;
      case 'lower':
        return isAscii(text) ? text.toLowerCase() : undefined;
      case 'capitalize':
        return isAscii(text)
          ? text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase()
          : undefined;
      case 'title':
        return isAscii(text)
          ? text.replace(
              /[A-Za-z]+/g,
              word => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase(),
            )
          : undefined;
      case 'strip':
        return isAscii(text) ? strip(text) : undefined;
      case 'split':
        return isAscii(text) ? listOf(context, node, words(text)) : undefined;
      default:
        return undefined;
    }
  }
  if (typeof first !== 'string') return undefined;
  if (values.length === 1) {
    switch (name) {
      case 'startswith':
        return text.startsWith(first);
      case 'endswith':
        return text.endsWith(first);
      case 'removeprefix':
        return text.startsWith(first) ? text.slice(first.length) : text;
      case 'removesuffix':
        return first !== '' && text.endsWith(first) ? text.slice(0, -first.length) : text;
      case 'split':
        return first === '' ? undefined : listOf(context, node, text.split(first));
      default:
        return undefined;
    }
  }
  if (name === 'replace' && values.length === 2 && typeof second === 'string' && first !== '') {
    return (
      limitText(context, text.split(first).length * second.length + text.length, node) ??
      text.replaceAll(first, () => second)
    );
  }
  return undefined;
}

function listOf(context: Context, node: CallNode, parts: readonly string[]): ListObject {
  context.machine.budget.spend(parts.length);
  const items: Slot[] = parts.map(value => ({ value, origin: written(context.source, node) }));
  return context.machine.created(new ListObject(items));
}

/** `"...".format(...)` with plain fields; `undefined` for attributes and subscripts in them. */
function format(
  context: Context,
  node: CallNode,
  text: string,
  given: Arguments,
): Value | undefined {
  if (given.positional.some(({ value }) => !isScalarValue(value))) escapeArguments(context, given);
  let index = 0;
  let result = '';
  let unknown: Unknown | undefined;
  let from = 0;
  for (const match of text.matchAll(
    /\{\{|\}\}|\{([A-Za-z_]\w*|[0-9]*)(?:!([rsa]))?(?::([^{}]*))?\}|[{}]/g,
  )) {
    result += text.slice(from, match.index);
    from = match.index + match[0].length;
    const [whole, field, conversion = '', specification = ''] = match;
    if (whole === '{{' || whole === '}}') result += whole.charAt(0);
    else {
      if (field === undefined) return undefined;
      const slot = /^[0-9]/.test(field)
        ? given.positional[Number(field)]
        : field === ''
          ? given.positional[index++]
          : given.keywords.get(field);
      if (slot === undefined) return undefined;
      const converted = convert(context, slot.value, conversion, node);
      const formatted = formatValue(context, converted, specification, node);
      if (typeof formatted === 'string') result += formatted;
      else unknown ??= formatted;
    }
  }
  if (unknown !== undefined) return new Unknown(unknown.reason, context.detail(node), 'scalar');
  return result + text.slice(from);
}
