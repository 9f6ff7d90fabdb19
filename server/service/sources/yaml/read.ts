import type { LineIndex, Span } from '../../text/span.js';
import type { IgnoreComment, SourceProblem } from '../facts.js';
import { mayIgnore, readIgnoreComment } from '../ignoreComment.js';
import { YamlDocument } from './document.js';
import { readYamlStream, type YamlStream } from './stream.js';

/** What PyYAML refuses to read at all. */
const UNPRINTABLE = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Offsets that are kept: a text with more damage than this says nothing about its values anyway. */
const MAX_DAMAGE = 200;

/** A registry file in YAML: its one document, and every reason for which the runtime's loader raises. */
export interface YamlSource {
  readonly document: YamlDocument;
  /** All of kind `build` (the whole core is lost at run time) or `limit`. */
  readonly problems: readonly SourceProblem[];
  /** Offsets at which the text is damaged: values around them are not to be judged. */
  readonly damage: readonly number[];
  readonly ignores: readonly IgnoreComment[];
}

export function readYamlSource(text: string, lines: LineIndex): YamlSource {
  const stream = readYamlStream(text);
  const document = new YamlDocument(stream.documents[0], text, stream.joined);
  const problems: SourceProblem[] = [];
  if (stream.limit !== undefined) problems.push({ kind: 'limit', ...stream.limit });
  const unprintable = UNPRINTABLE.exec(text);
  if (unprintable !== null) {
    const code = unprintable[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    const span = { start: unprintable.index, end: unprintable.index + unprintable[0].length };
    problems.push({ kind: 'build', message: `YAML has no character U+${code}`, span });
  }
  // What follows the first syntax error is mostly its echo.
  const [first] = stream.errors;
  if (first !== undefined)
    problems.push({ kind: 'build', message: yamlMessage(first.message), span: first.span });
  const bareEnd = bareDocumentEnd(text);
  if (bareEnd !== undefined) {
    problems.push({ kind: 'build', message: 'Broken YAML: `...` ends no document', span: bareEnd });
  }
  const second = stream.documents[1];
  if (second !== undefined) {
    const start = separatorBefore(text, second.range[0]);
    const span = { start, end: Math.min(start + 3, text.length) };
    problems.push({ kind: 'build', message: 'The file holds more than one YAML document', span });
  }
  if (stream.tab !== undefined) {
    const message = 'Broken YAML: the runtime accepts no tab between tokens';
    problems.push({ kind: 'build', message, span: stream.tab });
  }
  if (first === undefined) {
    for (const { message, span } of document.refusals) {
      problems.push({ kind: 'build', message: `YAML that the runtime refuses: ${message}`, span });
    }
  }
  return {
    document,
    problems,
    damage: damageOf(stream),
    ignores: readIgnores(text, stream, lines),
  };
}

/** Where nothing was passed over, the errors: the later ones are echoes, but what they touch is not to be trusted. */
function damageOf({ passedOver, errors }: YamlStream): readonly number[] {
  if (passedOver.length > 0) return passedOver;
  return errors.slice(0, MAX_DAMAGE).map(error => error.span.start);
}

function yamlMessage(message: string): string {
  return `Broken YAML: ${message.split('\n', 1)[0]}`;
}

/** `...` with nothing but comments before it. */
function bareDocumentEnd(text: string): Span | undefined {
  const start = text.search(/^\.\.\.(?=\s|$)/m);
  if (start < 0 || /^[ \t]*[^\s#\ufeff]/m.test(text.slice(0, start))) return undefined;
  return { start, end: start + 3 };
}

/** The `---` that opens a document whose content starts at the offset. */
function separatorBefore(text: string, offset: number): number {
  const found = text.lastIndexOf('---', offset);
  return found < 0 ? offset : found;
}

function readIgnores(text: string, stream: YamlStream, lines: LineIndex): IgnoreComment[] {
  if (!mayIgnore(text)) return [];
  const commentLines = new Set(stream.comments.map(comment => lines.lineOf(comment.start)));
  const ignores: IgnoreComment[] = [];
  for (const comment of stream.comments) {
    const line = lines.lineOf(comment.start);
    const standsAlone = text.slice(lines.lineStart(line), comment.start).trim() === '';
    const ignore = readIgnoreComment(
      text,
      comment,
      lines,
      standsAlone ? nextContentLine(text, lines, line, commentLines) : undefined,
    );
    if (ignore !== undefined) ignores.push(ignore);
  }
  return ignores;
}

function nextContentLine(
  text: string,
  lines: LineIndex,
  after: number,
  commentLines: ReadonlySet<number>,
): number | undefined {
  for (let line = after + 1; line < lines.lineCount; line++) {
    const content = text.slice(lines.lineStart(line), lines.lineStart(line + 1)).trim();
    if (content !== '' && !(commentLines.has(line) && content.startsWith('#'))) return line;
  }
  return undefined;
}
