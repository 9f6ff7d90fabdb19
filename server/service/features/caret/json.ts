import { getLocation, type JSONPath } from 'jsonc-parser';
import type { Span } from '../../text/span.js';
import type { OpenText } from '../context.js';
import type { Caret, Slot } from './caret.js';
import { stringContent } from './openString.js';
import type { Quoting } from './quoting.js';

const DAG_METADATA = new Set(['required_configs', 'entry_points', 'exit_points']);

/** The caret in a `.dag.json` or a config JSON; undefined where no name of ours can stand. */
export function jsonCaret(open: OpenText, offset: number): Caret | undefined {
  const { text } = open;
  const location = getLocation(text, offset);
  const slot = slotAt(open, location.path, location.isAtPropertyKey);
  if (slot === undefined) return undefined;
  const node = location.previousNode;
  if (node === undefined) return bareCaret(text, offset, slot);
  if (node.type !== 'string' && node.type !== 'property') return undefined;
  const literal = text.slice(node.offset, node.offset + node.length);
  const closed = /^"(?:[^"\\\n\r]|\\.)*"$/.test(literal);
  const content: Span = {
    start: node.offset + 1,
    end: node.offset + node.length - (closed ? 1 : 0),
  };
  if (offset < content.start || offset > content.end) return undefined;
  const { span, open: isOpen } = stringContent(text, content, closed, offset);
  const quoting: Quoting = { style: 'json', before: '', after: isOpen ? '"' : '', quote: '"' };
  return { slot, span, typed: text.slice(span.start, offset), quoting };
}

function bareCaret(text: string, offset: number, slot: Slot): Caret | undefined {
  const typed = /[\w-]*$/.exec(text.slice(Math.max(0, offset - 200), offset))![0];
  const start = offset - typed.length;
  if (!/[[{,:]\s*$/.test(text.slice(Math.max(0, start - 200), start))) return undefined;
  const word = /^[\w-]*/.exec(text.slice(offset, offset + 200))![0];
  const quoting: Quoting = { style: 'json', before: '"', after: '"', quote: '"' };
  return { slot, span: { start, end: offset + word.length }, typed, quoting };
}

function slotAt(open: OpenText, path: JSONPath, isKey: boolean): Slot | undefined {
  if (open.role.kind === 'dag') return isKey ? undefined : dagSlot(path);
  if (open.role.kind === 'config-json') return isKey ? configKey(path) : configValue(path);
  return undefined;
}

function dagSlot(path: JSONPath): Slot | undefined {
  const inDag = path[0] === 'dag' ? path.slice(1) : path;
  if (inDag.length === 2 && inDag[0] === 'nodes') return step('dag-json-node', 'lower');
  if (inDag.length === 3 && inDag[0] === 'edges' && Number(inDag[2]) < 2) {
    return step('dag-json-edge', 'lower');
  }
  const list = path.at(-2);
  if (typeof path.at(-1) === 'number' && typeof list === 'string' && DAG_METADATA.has(list)) {
    return step('dag-json-metadata', 'lower');
  }
  return undefined;
}

function configKey(path: JSONPath): Slot | undefined {
  const [first, second] = path;
  if (path.length === 3 && first === 'metadata' && second === 'config_types') {
    return step('config-key', 'lower');
  }
  if (path.length === 3 && first === 'configuration' && second === 'specific') {
    return step('config-key', 'lower');
  }
  if (path.length === 2 && first === 'PIPELINE_STEP_CONFIGS')
    return step('execution-key', 'hyphen');
  return undefined;
}

function configValue(path: JSONPath): Slot | undefined {
  const key = path.at(-1);
  if (key === '__model_type__') return { kind: 'class', of: 'config' };
  const isConfigType = path.length === 3 && path[0] === 'metadata' && path[1] === 'config_types';
  if (!isConfigType || typeof key !== 'string') return undefined;
  return { kind: 'class', of: 'config', step: key };
}

function step(
  place: Extract<Slot, { kind: 'step' }>['place'],
  variants: Extract<Slot, { kind: 'step' }>['variants'],
): Slot {
  return { kind: 'step', place, variants, present: [] };
}
