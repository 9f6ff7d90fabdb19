/** What an expression is inside of. */
export const FrameKind = {
  top: 0,
  /** `(..)`: parentheses or a tuple. */
  group: 1,
  list: 2,
  /** `{..}`: a dict or set. */
  curly: 3,
  call: 4,
  subscript: 5,
  parameters: 6,
  lambdaBody: 7,
} as const;

export const ItemKind = { positional: 0, keyword: 1, star: 2, doubleStar: 3 } as const;

/** Where a comprehension stands: none, between `for` and `in`, behind `in`. */
export const Clause = { none: 0, targets: 1, rest: 2 } as const;

/** One level of nesting. Items are what commas separate. */
export class Frame {
  items = 0;
  item: number = ItemKind.positional;
  clause: number = Clause.none;
  /** `if`s that wait for their `else`. */
  conditions = 0;
  /** Colons in the current item. */
  colons = 0;
  isDict = false;
  isSet = false;
  /** The default of a lambda's parameter is being read. */
  inDefault = false;
  hasKeyword = false;
  hasDoubleStar = false;
  /** The names of keyword arguments so far. */
  #keywords: Set<string> | undefined;

  constructor(
    readonly kind: number,
    /** The token that opened it; -1 for the whole expression. */
    readonly opener: number,
  ) {}

  /** Notes a keyword argument; false if there is one of that name already. */
  addKeyword(name: string): boolean {
    this.#keywords ??= new Set();
    const isNew = !this.#keywords.has(name);
    this.#keywords.add(name);
    return isNew;
  }

  nextItem(): void {
    this.items++;
    this.item = ItemKind.positional;
    this.colons = 0;
    this.inDefault = false;
  }
}
