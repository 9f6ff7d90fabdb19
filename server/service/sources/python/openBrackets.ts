/** A way to read brackets, commas, colons and `=`. Each method returns whether the mark can be read so, and then adds its token. */
export interface MarkReading {
  open(at: number, bracket: number): boolean;
  close(at: number, bracket: number): boolean;
  comma(at: number): boolean;
  colon(at: number): boolean;
  equals(at: number): boolean;
}

/**
 * The brackets that are open at one place of the text, innermost last, as parallel arrays.
 * What a bracket knows about its item (between commas) tells a dict display from a damaged one.
 */
export class OpenBrackets {
  depth = 0;
  /** The token of the bracket. */
  readonly token: number[] = [];
  /** A Bracket. */
  readonly bracket: number[] = [];
  /** 1 if the current item has had its colon, plus 2 for every `lambda` that waits for one. */
  readonly item: number[] = [];
  /** The offset at which the line that holds the bracket starts (its first token), and that line's column. */
  readonly line: number[] = [];
  readonly indent: number[] = [];
  /** The column of the first line inside the bracket; -1 while there is none. */
  readonly content: number[] = [];

  push(token: number, bracket: number, line: number, indent: number): void {
    const at = this.depth++;
    this.token[at] = token;
    this.bracket[at] = bracket;
    this.item[at] = 0;
    this.line[at] = line;
    this.indent[at] = indent;
    this.content[at] = -1;
  }
}
