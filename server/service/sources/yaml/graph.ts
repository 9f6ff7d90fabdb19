import {
  type Alias,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import type { Span } from '../../text/span.js';
import { isKnownTag, isMergeKey, scalarValue } from './scalars.js';
import type { YamlError } from './stream.js';

/** How large a node is once its aliases are written out. */
interface Extent {
  readonly weight: number;
  readonly height: number;
}

/** Beyond these a value is not spelled out: aliases of aliases can stand for more than any machine holds. */
const MAX_WEIGHT = 20_000;
const MAX_HEIGHT = 400;
const MAP_TAG = /^!$|:(?:map|set)$/;
const SEQ_TAG = /^!$|:(?:seq|omap|pairs)$/;
const ENDLESS: Extent = { weight: Number.MAX_SAFE_INTEGER, height: Number.MAX_SAFE_INTEGER };
const LEAF: Extent = { weight: 1, height: 1 };

/**
 * The nodes of one document with their aliases resolved, and everything that is well-formed YAML but makes
 * `safe_load` raise. One walk in the order of the text; the tree is at most 400 deep (stream.ts).
 */
export class YamlGraph {
  readonly refusals: YamlError[] = [];
  readonly #text: string;
  readonly #anchors = new Map<string, Node>();
  readonly #targets = new Map<Alias, Node>();
  readonly #extents = new Map<Node, Extent>();

  constructor(root: Node | null, text: string) {
    this.#text = text;
    if (root !== null) this.#visit(root);
  }

  /** The node that an alias stands for; the node itself otherwise. `undefined`: nothing or an undefined alias. */
  resolve(node: Node | null | undefined): Node | undefined {
    if (node === null || node === undefined) return undefined;
    return isAlias(node) ? this.#targets.get(node) : node;
  }

  /** Whether the node can be spelled out, aliases included. */
  isBounded(node: Node): boolean {
    const extent = this.#extents.get(node);
    return extent !== undefined && extent.weight <= MAX_WEIGHT && extent.height <= MAX_HEIGHT;
  }

  /** Whether following the node's aliases ends soon. */
  isShallow(node: Node): boolean {
    return (this.#extents.get(node)?.height ?? Number.POSITIVE_INFINITY) <= MAX_HEIGHT;
  }

  #visit(node: Node): Extent {
    if (isAlias(node)) return this.#visitAlias(node);
    const anchor = isScalar(node) || isCollection(node) ? node.anchor : undefined;
    if (anchor !== undefined) {
      this.#checkAnchorName(node, anchor);
      if (this.#anchors.has(anchor)) this.#refuse(node, `the anchor &${anchor} occurs twice`);
      this.#anchors.set(anchor, node);
    }
    if (!isKnownTag(node.tag)) this.#refuse(node, `the tag ${node.tag} is not known`);
    else if (!isScalar(node) && node.tag !== undefined) {
      const isFitting = (isMap(node) ? MAP_TAG : SEQ_TAG).test(node.tag);
      if (!isFitting) this.#refuse(node, `the tag ${node.tag} does not fit`);
    }
    const extent = isMap(node) || isSeq(node) ? this.#visitChildren(node) : LEAF;
    this.#extents.set(node, extent);
    return extent;
  }

  #visitAlias(alias: Alias): Extent {
    this.#checkAnchorName(alias, alias.source);
    const target = this.#anchors.get(alias.source);
    if (target === undefined) {
      this.#refuse(alias, `the alias *${alias.source} stands for nothing`);
      return LEAF;
    }
    this.#targets.set(alias, target);
    // A target that is still being visited contains its own alias.
    return this.#extents.get(target) ?? ENDLESS;
  }

  #checkAnchorName(node: Node, name: string): void {
    if (!/^[\w-]+$/.test(name)) this.#refuse(node, `${name} is no name for an anchor`);
  }

  #visitChildren(collection: Node): Extent {
    let weight = 1;
    let height = 0;
    const add = (child: Node) => {
      const extent = this.#visit(child);
      weight = Math.min(weight + extent.weight, ENDLESS.weight);
      height = Math.max(height, extent.height);
    };
    if (isSeq(collection)) {
      for (const item of collection.items as Node[]) {
        add(item);
        this.#checkScalar(item);
      }
    } else if (isMap(collection)) {
      for (const { key, value } of (collection as YAMLMap<Node, Node | null>).items) {
        add(key);
        if (value !== null && !this.#mergesItself(collection, key, value)) add(value);
        this.#checkPair(key, value);
      }
    }
    return { weight, height: Math.min(height + 1, ENDLESS.height) };
  }

  /** `&a {<<: *a}` is not endless: the runtime finds the mapping empty at that point. */
  #mergesItself(map: Node, key: Node, value: Node): boolean {
    if (!isAlias(value) || !isScalar(key) || !isMergeKey(key)) return false;
    if (this.#anchors.get(value.source) !== map) return false;
    this.#targets.set(value, map);
    return true;
  }

  #checkPair(key: Node, value: Node | null): void {
    if (isScalar(key) && isMergeKey(key)) {
      this.#checkMerge(value);
      return;
    }
    const resolved = this.resolve(key);
    if (isScalar(key) && this.#isMissingKey(key)) this.#refuse(key, 'a key is missing before `:`');
    if (isCollection(resolved)) this.#refuse(key, 'a mapping or list cannot be a key');
    this.#checkScalar(key, true);
    if (value !== null) this.#checkScalar(value);
  }

  /** `'it''` at the end of a file: its last two quotes are one character. */
  #endsInEscape(node: Scalar): boolean {
    const { start, end } = nodeSpan(node);
    const inner = this.#text.slice(start + 1, end - 1);
    return inner.endsWith("'") && inner.replaceAll("''", '').includes("'");
  }

  /** Nothing at all before the colon; `? :` says on purpose that the key is null. */
  #isMissingKey(key: Scalar): boolean {
    const { start, end } = nodeSpan(key);
    if (start !== end || key.type !== 'PLAIN') return false;
    if (key.tag !== undefined || key.anchor !== undefined) return false;
    let before = start - 1;
    while (before >= 0 && /\s/.test(this.#text[before]!)) before--;
    return this.#text[before] !== '?';
  }

  #checkMerge(value: Node | null): void {
    const source = this.resolve(value);
    const parts: (Node | undefined)[] = isSeq(source)
      ? (source.items as Node[]).map(item => this.resolve(item))
      : [source];
    if (parts.every(part => isMap(part))) return;
    // An undefined alias has been refused already.
    if (value !== null && !isAlias(value)) this.#refuse(value, '`<<` can only merge mappings');
    else if (source !== undefined && value !== null)
      this.#refuse(value, '`<<` can only merge mappings');
  }

  #checkScalar(node: Node, isKey = false): void {
    if (!isScalar(node) || !isKnownTag(node.tag)) return;
    if (node.type === 'QUOTE_SINGLE' && this.#endsInEscape(node)) {
      this.#refuse(node, 'the closing quote is missing');
    }
    const value = scalarValue(node, isKey);
    if ('refused' in value) this.#refuse(node, value.refused);
  }

  #refuse(node: Node, message: string): void {
    this.refusals.push({ message, span: nodeSpan(node) });
  }
}

/** From the first character of a node's content (quotes included) to its last. */
export function nodeSpan(node: Node): Span {
  const [start, end] = node.range ?? [0, 0];
  return { start, end: Math.max(start, end) };
}
