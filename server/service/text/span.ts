/** A half-open range of UTF-16 offsets into one text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A zero-based line and UTF-16 character, as the Language Server Protocol counts. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export function spanContains(span: Span, offset: number): boolean {
  return offset >= span.start && offset <= span.end;
}

export function spansOverlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/**
 * Translates between offsets and positions after the text itself is gone: the index keeps this
 * (four bytes a line) and never the text. `\n`, `\r\n` and a lone `\r` end a line, as in the protocol.
 */
export class LineIndex {
  readonly #starts: Uint32Array;
  readonly length: number;

  constructor(text: string) {
    this.#starts = new Uint32Array(text.includes('\r') ? anyLineStarts(text) : lineStarts(text));
    this.length = text.length;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** The line that holds the offset; offsets outside the text are clamped to it. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.length));
    const line = this.lineOf(clamped);
    return { line, character: clamped - this.#starts[line]! };
  }

  /** The offset of a position; a line or character outside the text is clamped to it. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.#starts.length) return this.length;
    const start = this.#starts[position.line]!;
    const end = this.#starts[position.line + 1] ?? this.length;
    return Math.max(start, Math.min(start + position.character, end));
  }

  /** The offset at which a line starts; the text's length for a line after the last. */
  lineStart(line: number): number {
    return this.#starts[line] ?? this.length;
  }

  range(span: Span): Range {
    return { start: this.positionAt(span.start), end: this.positionAt(span.end) };
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return starts;
}

function anyLineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 13 && text.charCodeAt(i + 1) === 10) i++;
    if (code === 10 || code === 13) starts.push(i + 1);
  }
  return starts;
}
