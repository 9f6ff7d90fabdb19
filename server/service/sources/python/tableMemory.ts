import type { KeptTokens } from './editedText.js';
import type { PackedDeclaration } from './packed.js';
import type { Tokens } from './tokens.js';

/** The declarations of a plain literal in the order of its text, each with the token of its key. */
export class PackedTable {
  readonly #keys: number[] = [];
  readonly #declarations: PackedDeclaration[] = [];
  /** The one that is looked at next. */
  #next = 0;

  add(key: number, declaration: PackedDeclaration): void {
    this.#keys.push(key);
    this.#declarations.push(declaration);
  }

  /** The declaration with that key, if there is one. Must be asked for keys as they follow each other. */
  take(key: number): PackedDeclaration | undefined {
    while (this.#next < this.#keys.length && this.#keys[this.#next]! < key) this.#next++;
    return this.#keys[this.#next] === key ? this.#declarations[this.#next] : undefined;
  }

  /** Starts anew with the first. */
  rewound(): PackedTable {
    this.#next = 0;
    return this;
  }

  isWithin(from: number, to: number): boolean {
    const first = this.#keys[0];
    return first !== undefined && first > from && this.#keys.at(-1)! < to;
  }

  /** The declarations that an edit has left as they were. */
  kept({ head, tail, tokens }: KeptTokens): PackedTable {
    const table = new PackedTable();
    const keys = this.#keys;
    for (let i = 0; i < keys.length; i++) {
      // Where the next entry stands before the edit, all of this one does.
      if (i + 1 < keys.length && keys[i + 1]! <= head) table.add(keys[i]!, this.#declarations[i]!);
      else if (keys[i]! >= tail) table.add(keys[i]! + tokens, this.#declarations[i]!);
    }
    return table;
  }
}

/** The packed tables of a text that is being edited: of its state before, as far as it is the same, and of its state now. */
export class TableMemory {
  readonly #before: readonly PackedTable[];
  readonly #now: PackedTable[] = [];

  /** @param last of the state before, and what the edit has left of its tokens */
  constructor(last?: { readonly memory: TableMemory; readonly kept: KeptTokens }) {
    this.#before = last === undefined ? [] : last.memory.#now.map(table => table.kept(last.kept));
  }

  /** What is known of the literal between two brackets. */
  before(open: number, close: number): PackedTable | undefined {
    return this.#before.find(table => table.isWithin(open, close))?.rewound();
  }

  note(table: PackedTable): void {
    this.#now.push(table);
  }
}

const memories = new WeakMap<Tokens, TableMemory>();

/** What is remembered with the tokens of a text that is being edited; undefined for any other. */
export function tableMemoryOf(tokens: Tokens): TableMemory | undefined {
  return memories.get(tokens);
}

/** From now on the tables of a text are remembered, as long as its tokens are. */
export function rememberTables(tokens: Tokens, kept?: KeptTokens): void {
  const memory = kept && memories.get(kept.before);
  memories.set(tokens, new TableMemory(memory && { memory, kept }));
}
