import type { PythonSource } from './source.js';

/** Offsets into the text of the module that the node stands in. */
interface Node {
  readonly start: number;
  readonly end: number;
}

/** One or more adjacent string tokens, f-strings among them; decoded when it is evaluated. */
export interface StringNode extends Node {
  readonly kind: 'string';
  readonly source: PythonSource;
  readonly firstToken: number;
  /** The index after the last token; comments may lie between. */
  readonly lastToken: number;
}

export interface NumberNode extends Node {
  readonly kind: 'number';
  readonly text: string;
}

export interface ConstantNode extends Node {
  readonly kind: 'constant';
  readonly value: null | boolean | 'ellipsis';
}

export interface NameNode extends Node {
  readonly kind: 'name';
  readonly name: string;
}

/**
 * A bracket display that holds nothing but plain strings, numbers, `None`, `True`, `False` and displays of the same
 * sort. It is not parsed before something needs to look inside: most of a registry never is (see parseLiteral).
 */
export interface LiteralNode extends Node {
  readonly kind: 'literal';
  readonly source: PythonSource;
  /** Index of the opening bracket's token. */
  readonly open: number;
}

export interface SequenceNode extends Node {
  readonly kind: 'list' | 'tuple' | 'set';
  readonly items: readonly Expression[];
}

export interface DictNode extends Node {
  readonly kind: 'dict';
  readonly entries: readonly DictEntry[];
}

export interface DictEntry extends Node {
  /** Absent: `**value`. */
  readonly key?: Expression;
  readonly value: Expression;
  /** The text of the entry is damaged. */
  readonly damaged: boolean;
}

export interface StarredNode extends Node {
  readonly kind: 'starred';
  readonly value: Expression;
}

export interface AttributeNode extends Node {
  readonly kind: 'attribute';
  readonly object: Expression;
  readonly name: string;
}

export interface SubscriptNode extends Node {
  readonly kind: 'subscript';
  readonly object: Expression;
  readonly index: Expression;
}

export interface SliceNode extends Node {
  readonly kind: 'slice';
  readonly lower?: Expression;
  readonly upper?: Expression;
  readonly step?: Expression;
}

export interface CallNode extends Node {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly arguments: readonly Argument[];
}

export interface Argument extends Node {
  readonly star: '' | '*' | '**';
  /** Of a keyword argument. */
  readonly name?: NameNode;
  readonly value: Expression;
}

export interface UnaryNode extends Node {
  readonly kind: 'unary';
  readonly operator: string;
  readonly operand: Expression;
}

export interface BinaryNode extends Node {
  readonly kind: 'binary';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

export interface BooleanNode extends Node {
  readonly kind: 'boolean';
  readonly operator: 'and' | 'or';
  readonly operands: readonly Expression[];
}

export interface ComparisonNode extends Node {
  readonly kind: 'comparison';
  readonly first: Expression;
  readonly rest: readonly { readonly operator: string; readonly operand: Expression }[];
}

export interface ConditionalNode extends Node {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly yes: Expression;
  readonly no: Expression;
}

export interface WalrusNode extends Node {
  readonly kind: 'walrus';
  readonly target: NameNode;
  readonly value: Expression;
}

export interface ComprehensionNode extends Node {
  readonly kind: 'comprehension';
  readonly form: 'list' | 'set' | 'dict' | 'generator';
  readonly key?: Expression;
  readonly value: Expression;
  readonly clauses: readonly ComprehensionClause[];
}

export interface ComprehensionClause {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
  readonly isAsync: boolean;
}

export interface LambdaNode extends Node {
  readonly kind: 'lambda';
  readonly source: PythonSource;
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
  readonly firstToken: number;
  readonly lastToken: number;
}

export interface Parameter {
  readonly name: string;
  readonly kind: 'positional' | 'either' | 'keyword' | 'rest' | 'keywords';
  readonly fallback?: Expression;
}

/** `await` and `yield`: nothing that a module evaluates to a known value. */
export interface SuspensionNode extends Node {
  readonly kind: 'suspension';
  readonly value?: Expression;
}

/** What cannot be read: damaged text, or nesting beyond all sense. */
export interface UnreadableNode extends Node {
  readonly kind: 'unreadable';
  readonly reason: 'syntax' | 'limit';
}

export type Expression =
  | StringNode
  | NumberNode
  | ConstantNode
  | NameNode
  | LiteralNode
  | SequenceNode
  | DictNode
  | StarredNode
  | AttributeNode
  | SubscriptNode
  | SliceNode
  | CallNode
  | UnaryNode
  | BinaryNode
  | BooleanNode
  | ComparisonNode
  | ConditionalNode
  | WalrusNode
  | ComprehensionNode
  | LambdaNode
  | SuspensionNode
  | UnreadableNode;
