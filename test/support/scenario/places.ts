import { LineIndex, type Range } from '../../../server/service/text/span.js';
import type { Anchor, Marked } from './format.js';

/** The texts of a running scenario, by path. */
export type Texts = ReadonlyMap<string, string>;

/** A path may be shortened to any run of whole segments that only one file has. */
export function fullPath(short: string, texts: Texts): string {
  const wanted = short.replace(/\/$/, '');
  if (texts.has(wanted)) return wanted;
  const matching = [...texts.keys()].filter(path => `/${path}/`.includes(`/${wanted}/`));
  if (matching.length === 1) return matching[0]!;
  throw new Error(
    matching.length === 0
      ? `no file is called ${short}`
      : `${short} is more than one file: ${matching.join(', ')}`,
  );
}

export function rangeOf(anchor: Anchor, text: string): Range {
  const lines = new LineIndex(text);
  if (anchor.kind === 'range') {
    const [startLine, startCharacter] = anchor.from;
    const [endLine, endCharacter] = anchor.to;
    return {
      start: { line: startLine, character: startCharacter },
      end: { line: endLine, character: endCharacter },
    };
  }
  let start = -1;
  for (let i = 0; i < anchor.nth; i++) {
    start = text.indexOf(anchor.text, start + 1);
    if (start < 0) throw new Error(`"${anchor.text}"#${anchor.nth} does not stand in the file`);
  }
  let end = start + anchor.text.length;
  if (anchor.until !== undefined) {
    const until = text.indexOf(anchor.until, end);
    if (until < 0) throw new Error(`"${anchor.until}" does not follow "${anchor.text}"`);
    end = until + anchor.until.length;
  }
  return lines.range({ start, end });
}

/** Whether a range is the one that carets mark. */
export function isAt(range: Range, marked: Marked): boolean {
  const { start, end } = range;
  if (start.line !== marked.line || start.character !== marked.start) return false;
  if (marked.end === undefined) return end.line > marked.line;
  return end.line === marked.line && end.character === marked.end;
}

export function sameRange(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}

/** The text at a range, for messages. */
export function textAt(range: Range, text: string): string {
  const lines = new LineIndex(text);
  const found = text.slice(lines.offsetAt(range.start), lines.offsetAt(range.end));
  return found.length > 60 ? `${found.slice(0, 57)}...` : found;
}
