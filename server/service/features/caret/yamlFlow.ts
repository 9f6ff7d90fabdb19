import { closingQuote, isBlank } from './yamlLine.js';

/** An open `[` or `{` around the caret. */
export interface FlowFrame {
  readonly kind: 'list' | 'map';
  /** Of a map: the key whose value holds the caret. */
  key?: string;
  /** The scalars before the caret: items of a list, keys of a map. */
  readonly present: string[];
}

/** What flow YAML holds at the caret. */
export interface FlowPosition {
  /** Outermost first; empty where the caret is behind the collection. */
  readonly frames: readonly FlowFrame[];
  /** Where the scalar at the caret starts, without its quote; the caret itself where there is none. */
  readonly start: number;
  readonly quote: '' | '"' | "'";
}

/**
 * Reads flow YAML from its opening bracket to the caret, over lines.
 * @param from offset of the bracket
 */
export function flowPosition(text: string, from: number, caret: number): FlowPosition {
  const frames: FlowFrame[] = [];
  let scalar: string | undefined;
  let i = from;
  const settle = (): void => {
    const frame = frames.at(-1);
    if (scalar !== undefined && frame !== undefined && frame.key === undefined)
      frame.present.push(scalar);
    scalar = undefined;
  };
  while (i < caret) {
    const char = text[i]!;
    if (isBlank(char) || char === '\n' || char === '\r') {
      i++;
    } else if (char === '[' || char === '{') {
      frames.push({ kind: char === '[' ? 'list' : 'map', present: [] });
      i++;
    } else if (char === ']' || char === '}') {
      settle();
      frames.pop();
      if (frames.length === 0) return { frames: [], start: caret, quote: '' };
      i++;
    } else if (char === ',') {
      settle();
      delete frames.at(-1)!.key;
      i++;
    } else if (char === ':') {
      const frame = frames.at(-1)!;
      if (frame.kind === 'map' && scalar !== undefined) {
        frame.present.push(scalar);
        frame.key = scalar;
        scalar = undefined;
      }
      i++;
    } else if (char === '#' && isBlank(text[i - 1]!)) {
      i = lineEnd(text, i);
    } else if (char === '"' || char === "'") {
      const close = closingQuote(text, i) ?? Number.POSITIVE_INFINITY;
      if (close >= caret) return { frames, start: i + 1, quote: char };
      scalar = text.slice(i + 1, close);
      i = close + 1;
    } else {
      const end = plainEnd(text, i);
      if (end >= caret) return { frames, start: i, quote: '' };
      scalar = text.slice(i, end).trimEnd();
      i = end;
    }
  }
  return { frames, start: caret, quote: '' };
}

/** Where a plain scalar in a flow collection ends: at an indicator, a comment, the end of the line. */
export function plainEnd(text: string, from: number): number {
  let i = from;
  for (; i < text.length; i++) {
    const char = text[i]!;
    if (',[]{}\n\r'.includes(char)) break;
    if (char === ':' && (i + 1 >= text.length || ' \t\n\r,]}'.includes(text[i + 1]!))) break;
    if (char === '#' && isBlank(text[i - 1] ?? '')) break;
  }
  return i;
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline;
}
