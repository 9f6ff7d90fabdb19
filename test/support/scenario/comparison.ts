import type { Diagnostic } from 'vscode-languageserver/node';
import type { Range } from '../../../server/service/text/span.js';
import type { Severity } from '../../../shared/rules.js';
import type { ExpectedFinding, ExpectedPlace, Marked } from './format.js';
import { fullPath, isAt, rangeOf, sameRange, type Texts, textAt } from './places.js';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** What is expected now, with its place in the text of now. */
export interface Awaited {
  readonly path: string;
  readonly place: Marked | Range;
  readonly finding: ExpectedFinding;
}

export interface Published {
  readonly path: string;
  readonly diagnostic: Diagnostic;
}

/**
 * The difference between what is awaited and what is published, one paragraph for each; empty: none.
 * @param pathOf the scenario's path of a URI
 */
export function differences(
  awaited: readonly Awaited[],
  published: readonly Published[],
  texts: Texts,
  pathOf: (uri: string) => string,
): string[] {
  const left = [...published];
  const report: string[] = [];
  for (const each of awaited) {
    const index = left.findIndex(candidate => isMatch(each, candidate));
    if (index < 0) {
      report.push(`missing     ${describeAwaited(each, texts)}${nearest(each, left, texts)}`);
      continue;
    }
    const [{ diagnostic }] = left.splice(index, 1) as [Published];
    report.push(...relatedDifferences(each, diagnostic, texts, pathOf));
  }
  for (const each of left) report.push(`unexpected  ${describePublished(each, texts)}`);
  return report;
}

function isMatch({ path, place, finding }: Awaited, actual: Published): boolean {
  const { diagnostic } = actual;
  const isThere =
    'start' in place && typeof place.start === 'number'
      ? isAt(diagnostic.range, place as Marked)
      : sameRange(diagnostic.range, place as Range);
  return (
    path === actual.path &&
    isThere &&
    diagnostic.code === finding.code &&
    severityOf(diagnostic) === finding.severity &&
    messageOf(diagnostic).includes(finding.message)
  );
}

function relatedDifferences(
  awaited: Awaited,
  diagnostic: Diagnostic,
  texts: Texts,
  pathOf: (uri: string) => string,
): string[] {
  const { related } = awaited.finding;
  if (related.length === 0) return [];
  const left = [...(diagnostic.relatedInformation ?? [])];
  const report: string[] = [];
  for (const place of related) {
    const path = fullPath(place.path, texts);
    const range = rangeOf(place.anchor, texts.get(path)!);
    const index = left.findIndex(
      ({ location, message }) =>
        pathOf(location.uri) === path &&
        sameRange(location.range, range) &&
        message.includes(place.message),
    );
    if (index >= 0) left.splice(index, 1);
    else report.push(`missing     related place ${describePlace(place)}`);
  }
  for (const { location, message } of left) {
    const path = pathOf(location.uri);
    report.push(
      `unexpected  related place ${path} "${textAt(location.range, texts.get(path) ?? '')}" ${message}`,
    );
  }
  return report.map(line => `${line}\n            of ${describeAwaited(awaited, texts)}`);
}

/** The finding that was probably meant: of the same code in the same file, or at the same line. */
function nearest(awaited: Awaited, left: readonly Published[], texts: Texts): string {
  const inFile = left.filter(({ path }) => path === awaited.path);
  const near =
    inFile.find(({ diagnostic }) => diagnostic.code === awaited.finding.code) ??
    inFile.find(({ diagnostic }) => diagnostic.range.start.line === lineOf(awaited));
  return near === undefined ? '' : `\n            near: ${describePublished(near, texts)}`;
}

function lineOf({ place }: Awaited): number {
  return 'line' in place ? place.line : place.start.line;
}

function describeAwaited({ path, place, finding }: Awaited, texts: Texts): string {
  const where = 'line' in place ? describeMarked(place, texts.get(path) ?? '') : describe(place);
  return `${path}:${where} ${finding.code} (${finding.severity}): ${finding.message}`;
}

function describeMarked({ line, start, end }: Marked, text: string): string {
  const source = text.split(/\r\n|\r|\n/)[line] ?? '';
  return `${line + 1}:${start + 1} "${source.slice(start, end)}${end === undefined ? '...' : ''}"`;
}

function describePublished({ path, diagnostic }: Published, texts: Texts): string {
  const { range, code } = diagnostic;
  const text = textAt(range, texts.get(path) ?? '');
  return `${path}:${describe(range)} "${text}" ${code} (${severityOf(diagnostic)}): ${messageOf(diagnostic)}`;
}

function describePlace({ path, anchor, message }: ExpectedPlace): string {
  return `${path} ${anchor.kind === 'text' ? `"${anchor.text}"` : JSON.stringify(anchor)} ${message}`;
}

function describe({ start, end }: Range): string {
  return `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
}

function messageOf({ message }: Diagnostic): string {
  return typeof message === 'string' ? message : message.value;
}

function severityOf({ severity }: Diagnostic): Severity {
  return SEVERITIES[(severity ?? 1) - 1]!;
}
