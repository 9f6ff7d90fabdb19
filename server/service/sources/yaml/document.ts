import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import type { Span } from '../../text/span.js';
import { Opaque, type Origin, type PyValue } from '../values.js';
import { nodeSpan, YamlGraph } from './graph.js';
import { isMergeKey, scalarText, scalarValue } from './scalars.js';
import type { YamlError } from './stream.js';

/** Entries that merges may copy in one document before the rest is left out. */
const MAX_MERGED = 100_000;

/** One key of a mapping with its value, as the runtime sees them after merging. */
export interface YamlEntry {
  readonly key: PyValue;
  readonly keyNode: Scalar;
  /** Aliases resolved; absent: nothing stands there (null). */
  readonly value: Node | undefined;
  /** The nearest first: the alias of the value, the merge that brought the entry in. */
  readonly via: readonly Origin[];
  /** Key through the end of the value, where they are written. */
  readonly span: Span;
}

/** One document, read as PyYAML's `safe_load` constructs it. */
export class YamlDocument {
  readonly root: Node | undefined;
  readonly #graph: YamlGraph;
  readonly #text: string;
  readonly #joined: readonly Span[];
  readonly #effective = new Map<YAMLMap, readonly YamlEntry[]>();
  #merged = 0;

  /** @param joined pieces whose line breaks were read as blanks (joinedLines.ts) */
  constructor(document: Document.Parsed | undefined, text: string, joined: readonly Span[] = []) {
    const contents = (document?.contents ?? null) as Node | null;
    this.#text = text;
    this.#joined = joined;
    this.#graph = new YamlGraph(contents, text);
    this.root = this.#graph.resolve(contents);
  }

  /** Well-formed YAML that makes `safe_load` raise. */
  get refusals(): readonly YamlError[] {
    return this.#graph.refusals;
  }

  /** The written entries in the order of the text, duplicates included, merges left out. */
  written(map: YAMLMap): YamlEntry[] {
    const entries: YamlEntry[] = [];
    for (const { key, value } of (map as YAMLMap<Node, Node | null>).items) {
      const keyNode = this.#graph.resolve(key);
      if (!isScalar(keyNode) || isMergeKey(keyNode)) continue;
      const resolved = scalarValue(keyNode, true);
      const { start } = nodeSpan(key);
      const end = Math.max(nodeSpan(key).end, value === null ? 0 : nodeSpan(value).end);
      entries.push({
        key: 'value' in resolved ? resolved.value : scalarText(keyNode),
        keyNode,
        value: this.#graph.resolve(value),
        via: isAlias(value) ? [{ span: nodeSpan(value) }] : [],
        span: { start, end: this.#trimmed(start, end) },
      });
    }
    return entries;
  }

  /** The entries that count: merged ones first, the last of equal keys only, as Python's dict would order them. */
  entries(map: YAMLMap): readonly YamlEntry[] {
    const known = this.#effective.get(map);
    if (known !== undefined) return known;
    // A mapping that merges itself finds itself empty.
    this.#effective.set(map, []);
    const byKey = new Map<PyValue, YamlEntry>();
    for (const entry of this.merged(map)) byKey.set(entry.key, entry);
    for (const entry of this.written(map)) byKey.set(entry.key, entry);
    const entries = [...byKey.values()];
    this.#effective.set(map, entries);
    return entries;
  }

  /** What `<<` brings in; of equal keys the last counts. */
  merged(map: YAMLMap): YamlEntry[] {
    const entries: YamlEntry[] = [];
    if (!this.#graph.isShallow(map)) return entries;
    for (const { key, value } of (map as YAMLMap<Node, Node | null>).items) {
      if (!isScalar(key) || !isMergeKey(key) || value === null) continue;
      const source = this.#graph.resolve(value);
      const parts = isSeq(source) ? [...(source.items as Node[])].reverse() : [source];
      for (const part of parts) {
        const from = this.#graph.resolve(part);
        if (!isMap(from)) continue;
        const link: Origin = {
          span: nodeSpan(isAlias(value) || part === undefined ? value : part),
        };
        for (const entry of this.entries(from)) {
          if (++this.#merged > MAX_MERGED) return entries;
          entries.push({ ...entry, via: [link, ...entry.via] });
        }
      }
    }
    return entries;
  }

  /** The entry that counts for a key. */
  entry(map: YAMLMap, key: string): YamlEntry | undefined {
    return this.entries(map).find(entry => entry.key === key);
  }

  /** What Python would hold; parts that JSON cannot hold, and what aliases blow up, are opaque. */
  value(node: Node | undefined): PyValue {
    if (node === undefined) return null;
    if (!this.#graph.isBounded(node)) return new Opaque('limit', 'aliases');
    if (isScalar(node)) return this.#scalar(node);
    if (node.tag !== undefined && !/:(?:map|seq)$/.test(node.tag)) {
      return new Opaque('not-json', node.tag);
    }
    if (isSeq(node)) {
      return (node.items as Node[]).map(item => this.value(this.#graph.resolve(item)));
    }
    const dict = new Map<string, PyValue>();
    for (const entry of this.entries(node as YAMLMap)) {
      if (typeof entry.key !== 'string') return new Opaque('not-json', 'a key that is no string');
      dict.set(entry.key, this.value(entry.value));
    }
    return dict;
  }

  #scalar(node: Scalar): PyValue {
    const result = scalarValue(node);
    if ('refused' in result) return new Opaque('syntax', result.refused);
    const isCut =
      node.type?.startsWith('BLOCK') === true &&
      nodeSpan(node).end >= this.#text.length &&
      !/\s$/.test(this.#text);
    if (typeof result.value === 'string' && this.#isJoined(node)) {
      return result.value.replace(/[ \t]{2,}/g, ' ');
    }
    // PyYAML adds no line end to a block scalar that the end of the file cuts off.
    return isCut && typeof result.value === 'string'
      ? result.value.replace(/\n$/, '')
      : result.value;
  }

  #isJoined(node: Scalar): boolean {
    const { start, end } = nodeSpan(node);
    return (
      this.#joined.some(span => span.start <= start && end <= span.end) &&
      this.#text.slice(start, end).includes('\n')
    );
  }

  /** The characters of a scalar without its quotes; all of it for a block scalar or a collection. */
  contentSpan(node: Node): Span {
    const { start, end } = nodeSpan(node);
    if (!isScalar(node)) return { start, end: this.#trimmed(start, end) };
    const quote = node.type === 'QUOTE_DOUBLE' ? '"' : node.type === 'QUOTE_SINGLE' ? "'" : '';
    if (quote === '') return { start, end: this.#trimmed(start, end) };
    const isClosed = end - start > 1 && this.#text[end - 1] === quote;
    return { start: start + 1, end: isClosed ? end - 1 : end };
  }

  /** Whether the text of the content is the value, so that it may be edited in place. */
  isVerbatim(node: Node, value: PyValue): boolean {
    const span = this.contentSpan(node);
    return typeof value === 'string' && this.#text.slice(span.start, span.end) === value;
  }

  /** Block collections and block scalars reach into the next line; what stands there is not theirs. */
  #trimmed(start: number, end: number): number {
    let last = end;
    while (last > start && /\s/.test(this.#text[last - 1]!)) last--;
    return last;
  }
}
