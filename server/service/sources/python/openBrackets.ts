/** A way to read brackets, commas, colons and `=`. Each method returns whether the mark can be read so, and then adds its token. */
export interface MarkReading {
  open(at: number, bracket: number): boolean;
  close(at: number, bracket: number): boolean;
  comma(at: number): boolean;
  colon(at: number): boolean;
  equals(at: number): boolean;
}

const INITIAL_CAPACITY = 64;

/**
 * The brackets that are open at one place of the text, innermost last, as parallel arrays.
 * What a bracket knows about its item (between commas) tells a dict display from a damaged one.
 */
export class OpenBrackets {
  depth = 0;
  /** The token of the bracket. */
  token = new Int32Array(INITIAL_CAPACITY);
  /** A Bracket. */
  bracket = new Int32Array(INITIAL_CAPACITY);
  /** 1 if the current item has had its colon, plus 2 for every `lambda` that waits for one. */
  item = new Int32Array(INITIAL_CAPACITY);
  /** The offset at which the line that holds the bracket starts (its first token), and that line's column. */
  line = new Int32Array(INITIAL_CAPACITY);
  indent = new Int32Array(INITIAL_CAPACITY);
  /** The column of the first line inside the bracket; -1 while there is none. */
  content = new Int32Array(INITIAL_CAPACITY);

  push(token: number, bracket: number, line: number, indent: number): void {
    const at = this.depth++;
    if (at === this.token.length) this.#grow();
    this.token[at] = token;
    this.bracket[at] = bracket;
    this.item[at] = 0;
    this.line[at] = line;
    this.indent[at] = indent;
    this.content[at] = -1;
  }

  #grow(): void {
    this.token = doubled(this.token);
    this.bracket = doubled(this.bracket);
    this.item = doubled(this.item);
    this.line = doubled(this.line);
    this.indent = doubled(this.indent);
    this.content = doubled(this.content);
  }
}

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
