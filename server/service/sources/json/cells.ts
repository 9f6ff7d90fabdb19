import type { Node } from 'jsonc-parser';
import type { Span } from '../../text/span.js';
import { itemsOf, memberOf, stringSpan } from './tree.js';

/** The Python text of one code cell, and where each of its characters stands in the notebook's file. */
export interface CodeCell {
  /** Among all cells of the notebook. */
  readonly index: number;
  readonly text: string;
  /** Translates a span of the cell's text to the file. */
  toFile(span: Span): Span;
}

/** The code cells of a notebook in their order. */
export function codeCells(root: Node | undefined, text: string): CodeCell[] {
  return itemsOf(memberOf(root, 'cells')).flatMap((cell, index) => {
    if (memberOf(cell, 'cell_type')?.value !== 'code') return [];
    const source = memberOf(cell, 'source');
    const pieces =
      source?.type === 'array' ? itemsOf(source) : source === undefined ? [] : [source];
    const strings = pieces.filter(piece => piece.type === 'string');
    return [new JsonCell(index, strings, text)];
  });
}

/** Characters that stand in the file one for one, or the one character of an escape. */
interface Run {
  /** In the cell's text. */
  readonly start: number;
  /** In the file. */
  readonly offset: number;
  readonly end: number;
}

class JsonCell implements CodeCell {
  readonly text: string;
  readonly #runs: Run[] = [];

  constructor(
    readonly index: number,
    strings: readonly Node[],
    file: string,
  ) {
    let text = '';
    for (const node of strings) {
      const { start, end } = stringSpan(node, file);
      this.#addRuns(file, start, end, text.length);
      text += node.value as string;
    }
    this.text = text;
  }

  toFile(span: Span): Span {
    const start = this.#offsetOf(span.start);
    // The end belongs to the last character: behind it may stand the end of its string.
    return { start, end: span.end > span.start ? this.#endOf(span.end - 1) : start };
  }

  #addRuns(file: string, start: number, end: number, at: number): void {
    let inText = at;
    let from = start;
    const add = (offset: number, until: number, length: number) => {
      if (length > 0) this.#runs.push({ start: inText, offset, end: until });
      inText += length;
    };
    for (let i = file.indexOf('\\', start); i >= 0 && i < end; i = file.indexOf('\\', from)) {
      add(from, i, i - from);
      from = Math.min(i + (file[i + 1] === 'u' ? 6 : 2), end);
      add(i, from, 1);
    }
    add(from, end, end - from);
  }

  #runAt(position: number): number {
    let low = 0;
    let high = this.#runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#runs[middle]!.start <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #offsetOf(position: number): number {
    const run = this.#runs[this.#runAt(position)];
    return run === undefined ? 0 : Math.min(run.offset + position - run.start, run.end);
  }

  #endOf(position: number): number {
    const at = this.#runAt(position);
    const run = this.#runs[at];
    if (run === undefined) return 0;
    const isLast = (this.#runs[at + 1]?.start ?? this.text.length) === position + 1;
    return isLast ? run.end : Math.min(run.offset + position - run.start + 1, run.end);
  }
}
