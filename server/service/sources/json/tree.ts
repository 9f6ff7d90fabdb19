import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { detach } from '../../text/detach.js';
import type { Span } from '../../text/span.js';
import type { SourceProblem, Use, UseContext } from '../facts.js';

/** Characters of a file that is all names; a notebook may be larger (its pictures are). */
const MAX_LENGTH = 2_000_000;
/** Nesting that a recursive parser still survives on the smallest stack. */
const MAX_DEPTH = 500;

export interface JsonTree {
  readonly root: Node | undefined;
  /** The first error of the text, or that it is nested too deeply to be read at all. */
  readonly problem?: SourceProblem;
}

/** Reads JSON of any quality; comments and a byte order mark are tolerated. Never throws. */
export function readJsonTree(text: string, maxLength = MAX_LENGTH): JsonTree {
  if (text.length > maxLength) return limited('too large', maxLength);
  const tooDeep = offsetBeyondDepth(text);
  if (tooDeep !== undefined) return limited('nested too deeply', tooDeep);
  // The scanner takes a byte order mark for a letter; a blank in its place keeps all offsets.
  const body = text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text;
  const errors: ParseError[] = [];
  const root = parseTree(body, errors, { allowEmptyContent: true });
  const [first] = errors;
  return first === undefined ? { root } : { root, problem: toProblem(first, text) };
}

function limited(what: string, offset: number): JsonTree {
  const span = { start: offset, end: offset };
  return {
    root: undefined,
    problem: { kind: 'limit', message: `The file is ${what} to be read`, span },
  };
}

function toProblem(error: ParseError, text: string): SourceProblem {
  const words = printParseErrorCode(error.error)
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();
  const start = Math.min(error.offset, text.length);
  const end = Math.min(start + error.length, text.length);
  return { kind: 'syntax', message: `Broken JSON: ${words}`, span: { start, end } };
}

function offsetBeyondDepth(text: string): number | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 0x22:
        i = endOfString(text, i);
        break;
      case 0x5b:
      case 0x7b:
        if (++depth > MAX_DEPTH) return i;
        break;
      case 0x5d:
      case 0x7d:
        depth--;
        break;
    }
  }
  return undefined;
}

/** The offset of the closing quote, or of the end of the line that leaves the string open. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5c) i++;
    else if (code === 0x22 || code === 0x0a || code === 0x0d) return i;
  }
  return text.length;
}

/** The value of a key of an object; of equal keys the last, as Python's reader takes it. */
export function memberOf(node: Node | undefined, key: string): Node | undefined {
  return propertiesOf(node).findLast(property => property.key.value === key)?.value;
}

export interface JsonProperty {
  readonly key: Node;
  /** Absent in half-typed text. */
  readonly value: Node | undefined;
}

export function propertiesOf(node: Node | undefined): JsonProperty[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap(property => {
    const [key, value] = property.children ?? [];
    return key === undefined ? [] : [{ key, value }];
  });
}

export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.type === 'array' ? (node.children ?? []) : [];
}

/** The characters of a string without its quotes. */
export function stringSpan(node: Node, text: string): Span {
  const start = node.offset + 1;
  const end = node.offset + node.length;
  return { start, end: isClosed(node, text) ? end - 1 : Math.max(start, end) };
}

function isClosed(node: Node, text: string): boolean {
  return node.length > 1 && text[node.offset + node.length - 1] === '"';
}

/** The use that a string is; `undefined` for any other value. */
export function useOf(node: Node | undefined, text: string, context: UseContext): Use | undefined {
  if (node?.type !== 'string' || typeof node.value !== 'string') return undefined;
  const span = stringSpan(node, text);
  const name = detach(node.value);
  return {
    name,
    span,
    context,
    plain: text.slice(span.start, span.end) === name,
    ...(isClosed(node, text) ? {} : { damaged: true }),
  };
}
