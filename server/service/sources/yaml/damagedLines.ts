/** A key with its value on one line: no line behind it belongs to it. */
const FIELD = /:[ \t].*[\p{L}\p{N}]/u;

/** The line at an offset with the lines behind it that belong to it: those as deep as the first of them. */
export function blockAt(text: string, offset: number): readonly [start: number, end: number] {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const own = indentation(text, start);
  let end = lineEnd(text, start);
  let inner: number | undefined;
  const isHeader = !FIELD.test(text.slice(start, end));
  while (isHeader && end < text.length) {
    const next = indentation(text, end + 1);
    if (next < (inner ?? own + 1)) break;
    if (next !== Number.POSITIVE_INFINITY) inner ??= next;
    end = lineEnd(text, end + 1);
  }
  return [start, end];
}

/** Where a passed-over line starts; its content, if it is indented less than the line above and so is none of its entry. */
export function damagedFrom(text: string, start: number): number {
  const above = text.lastIndexOf('\n', start - 2) + 1;
  const own = indentation(text, start);
  return start > 0 && own < indentation(text, above) ? start + own : start;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** The blanks before the content of a line; without end for a line that has none. */
function indentation(text: string, lineStart: number): number {
  let at = lineStart;
  while (text[at] === ' ' || text[at] === '\t' || text[at] === '\r') at++;
  return text[at] === '\n' ? Number.POSITIVE_INFINITY : at - lineStart;
}
