import { LineIndex } from '../../text/span.js';
import { type FileFacts, type IgnoreComment, NO_FACTS, type Use } from '../facts.js';
import { mayIgnore } from '../ignoreComment.js';
import { readIgnores } from '../python/ignores.js';
import { lex } from '../python/lexer.js';
import { mayUseSteps } from '../python/uses/vocabulary.js';
import { UseReader } from '../python/uses.js';
import { type CodeCell, codeCells } from './cells.js';
import { readJsonTree } from './tree.js';

/** Characters of a notebook: its pictures make it large, not its code. */
const MAX_LENGTH = 50_000_000;
/** Cell magics whose cell is Python all the same. */
const PYTHON_MAGIC = /^%%(?:time|timeit|capture|prun|python3?|debug)\b/;

/**
 * Reads the code cells of a notebook, one after the other in one module. Offsets are the file's. A notebook that is
 * broken, or no notebook, says what can be read of it: nothing is reported, other tools do.
 * @param path relative to the project
 */
export function readNotebook(text: string, path: string): FileFacts {
  const lines = new LineIndex(text);
  if (!mayUseSteps(text, path)) return { ...NO_FACTS, lines };
  const reader = new UseReader(path);
  const uses: Use[] = [];
  const ignores: IgnoreComment[] = [];
  for (const cell of codeCells(readJsonTree(text, MAX_LENGTH).root, text)) {
    const python = withoutMagics(cell.text);
    const tokens = lex(python);
    for (const use of reader.read(tokens)) {
      const span = cell.toFile(use.span);
      const plain = use.plain && text.slice(span.start, span.end) === use.name;
      uses.push({ ...use, span, plain, cell: cell.index });
    }
    if (mayIgnore(python)) {
      const inCell = new LineIndex(python);
      for (const ignore of readIgnores(tokens, inCell)) {
        ignores.push(inFile(ignore, cell, inCell, lines));
      }
    }
  }
  return { ...NO_FACTS, lines, uses, ignores };
}

/**
 * The uses in the code cells of a notebook that is open in an editor, where each cell is a document of its own.
 * @param cells the texts of the code cells in their order
 * @returns the uses of each, in its own offsets
 */
export function readCellUses(cells: readonly string[], path: string): Use[][] {
  const reader = new UseReader(path);
  return cells.map(cell => reader.read(lex(withoutMagics(cell))));
}

function inFile(
  ignore: IgnoreComment,
  cell: CodeCell,
  inCell: LineIndex,
  lines: LineIndex,
): IgnoreComment {
  const lineInFile = (line: number) => {
    const start = inCell.lineStart(line);
    return lines.lineOf(cell.toFile({ start, end: start }).start);
  };
  return {
    span: cell.toFile(ignore.span),
    lines: [...new Set(ignore.lines.map(lineInFile))],
    codes: ignore.codes.map(({ code, span }) => ({ code, span: cell.toFile(span) })),
  };
}

/** The cell with blanks in place of IPython's magics and shell lines, so that offsets stay. */
export function withoutMagics(cell: string): string {
  const first = cell.trimStart();
  if (first.startsWith('%%') && !PYTHON_MAGIC.test(first)) return '';
  if (!/^[ \t]*[%!?]|\?[ \t]*$|=[ \t]*[%!]/m.test(cell)) return cell;
  return cell.replace(
    /^[ \t]*(?:(?:%{1,2}[A-Za-z]|[!?]).*|[\w.]+\?{1,2}[ \t]*$|[\w., ]+=[ \t]*[%!].*)/gm,
    line => ' '.repeat(line.length),
  );
}
