import type { FixMaker } from './fix.js';
import { endOfLine, startOfLine } from './literal.js';

const COMMENTED = new Set([
  'workspace-registry',
  'core-python',
  'core-extras',
  'core-yaml',
  'interface',
  'python',
  'notebook',
]);
const OWN_COMMENT = /#[ \t]*cursus:[ \t]*ignore[ \t]*\[([^\]\r\n]*)\]/;

/** Silences the finding by a comment at the end of its line, or by one more code in the comment that stands there. */
export const ignoreHere: FixMaker = ({ finding, text, file }) => {
  const { code, span } = finding;
  if (!COMMENTED.has(file.role.kind) || code === 'unused-ignore') return [];
  const start = startOfLine(text, span.start);
  const end = endOfLine(text, span.start);
  const line = text.slice(start, end);
  const comment = OWN_COMMENT.exec(line);
  const title = `Ignore ${code} here`;
  if (comment !== null) {
    const at = start + comment.index + comment[0].length - 1;
    const codes = comment[1]!.trim() === '' ? code : `, ${code}`;
    return [{ title, changes: [{ span: { start: at, end: at }, text: codes }] }];
  }
  const at = start + line.trimEnd().length;
  return [{ title, changes: [{ span: { start: at, end }, text: `  # cursus: ignore[${code}]` }] }];
};
