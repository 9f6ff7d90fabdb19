import type {
  CodeAction,
  CodeLens,
  Command,
  CompletionItem,
  CompletionList,
  DocumentHighlight,
  DocumentSymbol,
  Hover,
  InlayHint,
  Location,
  LocationLink,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import { LineIndex, type Range } from '../../../server/service/text/span.js';
import { type Asked, parseAnchored } from './format.js';
import { fullPath, rangeOf, sameRange, textAt } from './places.js';
import type { ScenarioRun } from './run.js';

/** A question that a comment asks; undefined: the answer is as expected, else what is wrong with it. */
export async function answerTo(
  asked: Asked,
  file: string,
  run: ScenarioRun,
): Promise<string | undefined> {
  return run.whileOpen(file, () => ask(asked, file, run));
}

async function ask(asked: Asked, file: string, run: ScenarioRun): Promise<string | undefined> {
  const { question, line, character } = asked;
  const [, verb, rest] =
    /^(complete only|complete|type definition|no \w+|[a-z]+)[: ]?\s*(.*)$/.exec(question)!;
  const position = { line, character };
  const place = { textDocument: { uri: run.uriOf(file) }, position };
  switch (verb) {
    case 'complete':
    case 'complete only': {
      const labels = (await completions(place, run)).map(item => item.label);
      return complaintAboutLabels(labels, rest!.split(/,\s*/), verb === 'complete only');
    }
    case 'accept': {
      const [, label, result] = /^(.*?): (.*)$/.exec(rest!)!;
      const item = (await completions(place, run)).find(each => each.label === label);
      if (item === undefined) return `no item ${label}`;
      const accepted = accept(run.texts.get(file)!, item, asked);
      return accepted === result ? undefined : `the line becomes ${accepted}`;
    }
    case 'hover':
    case 'no hover': {
      const hover = await run.client.request<Hover | null>('textDocument/hover', place);
      const text = hoverText(hover);
      if (verb === 'no hover') return text === undefined ? undefined : `it is: ${text}`;
      return text?.includes(rest!) ? undefined : `it is: ${text ?? 'none'}`;
    }
    case 'definition':
    case 'no definition': {
      const found = await run.client.request<(Location | LocationLink)[] | Location | null>(
        'textDocument/definition',
        place,
      );
      const expected = verb === 'definition' ? rest! : '';
      return complaintAboutPlaces(locations(found), expected, run);
    }
    case 'type definition': {
      const found = await run.client.request<(Location | LocationLink)[]>(
        'textDocument/typeDefinition',
        place,
      );
      return complaintAboutPlaces(locations(found), rest!, run);
    }
    case 'highlights': {
      const found = await run.client.request<DocumentHighlight[]>(
        'textDocument/documentHighlight',
        place,
      );
      const { uri } = place.textDocument;
      return complaintAboutPlaces(
        found.map(({ range }) => ({ uri, range })),
        rest!,
        run,
      );
    }
    case 'symbols': {
      const found = await run.client.request<DocumentSymbol[]>(
        'textDocument/documentSymbol',
        place,
      );
      const names = namesIn(found).join(', ');
      return names === rest ? undefined : `they are: ${names}`;
    }
    case 'lens': {
      const found = await run.client.request<CodeLens[]>('textDocument/codeLens', place);
      const here = found.filter(({ range }) => range.start.line === line);
      const titles = here.map(({ command }) => command?.title).join(', ');
      return titles === rest ? undefined : `it is: ${titles || 'none'}`;
    }
    case 'hint': {
      const range = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
      const asked = { ...place, range };
      const found = await run.client.request<InlayHint[]>('textDocument/inlayHint', asked);
      const labels = found.map(({ label }) => label).join(', ');
      return labels === rest ? undefined : `it is: ${labels || 'none'}`;
    }
    case 'references': {
      const context = { includeDeclaration: true };
      const found = await run.client.request<Location[] | null>('textDocument/references', {
        ...place,
        context,
      });
      return complaintAboutPlaces(locations(found), rest!, run);
    }
    case 'rename':
      return renamed(place, rest!, run);
    case 'fix':
      return fixed(place, rest!, file, run);
    default:
      return `not a question: ${question}`;
  }
}

function namesIn(symbols: readonly DocumentSymbol[]): string[] {
  return symbols.flatMap(({ name, children }) => [name, ...namesIn(children ?? [])]);
}

async function completions(place: object, run: ScenarioRun): Promise<CompletionItem[]> {
  const found = await run.client.request<CompletionList | CompletionItem[] | null>(
    'textDocument/completion',
    place,
  );
  const items = Array.isArray(found) ? found : (found?.items ?? []);
  const key = (item: CompletionItem): string => item.sortText ?? item.label;
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function complaintAboutLabels(
  labels: readonly string[],
  wanted: readonly string[],
  isAll: boolean,
): string | undefined {
  const shown = labels.slice(0, 30).join(', ') || 'nothing';
  if (isAll) return labels.join() === wanted.join() ? undefined : `offered: ${shown}`;
  let last = -1;
  for (const label of wanted) {
    const index = labels.indexOf(label.replace(/^!/, ''));
    if (label.startsWith('!')) {
      if (index >= 0) return `${label.slice(1)} is offered`;
      continue;
    }
    if (index < 0) return `${label} is not offered, but ${shown}`;
    if (index < last) return `${label} comes too early: ${shown}`;
    last = index;
  }
  return undefined;
}

function accept(text: string, item: CompletionItem, { line, character }: Asked): string {
  const { textEdit } = item;
  const caret = { line, character };
  const range =
    textEdit === undefined
      ? { start: caret, end: caret }
      : 'range' in textEdit
        ? textEdit.range
        : textEdit.replace;
  const newText = textEdit?.newText ?? item.insertText ?? item.label;
  return apply(text, [{ range, newText }]).split(/\r\n|\r|\n/)[line] ?? '';
}

function apply(text: string, edits: readonly TextEdit[]): string {
  const lines = new LineIndex(text);
  const sorted = edits
    .map(({ range, newText }) => ({
      start: lines.offsetAt(range.start),
      end: lines.offsetAt(range.end),
      newText,
    }))
    .sort((a, b) => b.start - a.start || b.end - a.end);
  return sorted.reduce(
    (result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end),
    text,
  );
}

function hoverText(hover: Hover | null): string | undefined {
  if (hover === null) return undefined;
  const contents = Array.isArray(hover.contents) ? hover.contents : [hover.contents];
  return contents.map(part => (typeof part === 'string' ? part : part.value)).join('\n');
}

function locations(
  found: readonly (Location | LocationLink)[] | Location | null,
): { uri: string; range: Range }[] {
  const all = found === null ? [] : 'uri' in found ? [found] : [...found];
  return all.map(each =>
    'targetUri' in each
      ? { uri: each.targetUri, range: each.targetSelectionRange }
      : { uri: each.uri, range: each.range },
  );
}

/** @param expected `path "text", path "text"` in any order */
function complaintAboutPlaces(
  found: readonly { uri: string; range: Range }[],
  expected: string,
  run: ScenarioRun,
): string | undefined {
  const left = [...found];
  const missing: string[] = [];
  for (const each of expected === '' ? [] : expected.split(/,\s+(?=[^\s"]+(?: "|:\d+:\d+-))/)) {
    const { path, anchor } = parseAnchored(each);
    const file = fullPath(path, run.texts);
    const range = rangeOf(anchor, run.texts.get(file)!);
    const index = left.findIndex(
      place => run.pathOf(place.uri) === file && sameRange(place.range, range),
    );
    if (index < 0) missing.push(each);
    else left.splice(index, 1);
  }
  const more = left.map(({ uri, range }) => {
    const file = run.pathOf(uri);
    const { line, character } = range.start;
    return `${file}:${line + 1}:${character + 1} "${textAt(range, run.texts.get(file) ?? '')}"`;
  });
  if (missing.length === 0 && more.length === 0) return undefined;
  return [
    ...missing.map(each => `missing: ${each}`),
    ...more.map(each => `unexpected: ${each}`),
  ].join('; ');
}

async function renamed(place: object, rest: string, run: ScenarioRun): Promise<string | undefined> {
  const [, newName, refused, expected] = /^(\S+?)( refused)?:\s*(.*)$/.exec(rest)!;
  let edit: WorkspaceEdit | null;
  try {
    edit = await run.client.request('textDocument/rename', { ...place, newName });
  } catch (error) {
    const { message } = error as Error;
    return refused !== undefined && message.includes(expected!) ? undefined : `refused: ${message}`;
  }
  if (refused !== undefined) return 'it was not refused';
  const places = [...editsOf(edit)].flatMap(([uri, edits]) =>
    edits.filter(isNotOptional).map(({ range }) => ({ uri, range })),
  );
  return complaintAboutPlaces(places, expected!, run);
}

/** What is offered beside the step itself, such as its classes, is the user's choice. */
function isNotOptional(edit: TextEdit): boolean {
  return !('annotationId' in edit) || edit.annotationId === 'step';
}

function editsOf(edit: WorkspaceEdit | null): Map<string, TextEdit[]> {
  const edits = new Map<string, TextEdit[]>(Object.entries(edit?.changes ?? {}));
  for (const change of edit?.documentChanges ?? []) {
    if ('edits' in change) edits.set(change.textDocument.uri, change.edits as TextEdit[]);
  }
  return edits;
}

async function fixed(
  place: { textDocument: { uri: string }; position: { line: number; character: number } },
  title: string,
  file: string,
  run: ScenarioRun,
): Promise<string | undefined> {
  const { uri } = place.textDocument;
  const range = { start: place.position, end: place.position };
  const here = (run.client.diagnostics.get(uri) ?? []).filter(
    ({ range: { start, end } }) =>
      start.line <= place.position.line &&
      end.line >= place.position.line &&
      (start.line < place.position.line || start.character <= place.position.character) &&
      (end.line > place.position.line || end.character >= place.position.character),
  );
  const context = { diagnostics: here };
  const params = { textDocument: { uri }, range, context };
  const actions = await run.client.request<(CodeAction | Command)[] | null>(
    'textDocument/codeAction',
    params,
  );
  const offered = (actions ?? []).map(each => each.title).join(', ') || 'nothing';
  let action = (actions ?? []).find(each => each.title.includes(title)) as CodeAction | undefined;
  if (action === undefined) return `offered: ${offered}`;
  if (action.edit === undefined && action.data !== undefined) {
    action = await run.client.request<CodeAction>('codeAction/resolve', action);
  }
  const before = counts(run);
  const texts = new Map<string, string>();
  for (const [changed, edits] of editsOf(action.edit ?? null)) {
    const path = run.pathOf(changed);
    const text = run.texts.get(path);
    if (text === undefined) return `it edits ${path}, which the scenario does not have`;
    texts.set(path, text);
    run.put(path, apply(text, edits));
  }
  if (texts.size === 0) return 'it edits nothing';
  await run.client.settled();
  const after = counts(run);
  for (const [path, text] of texts) run.put(path, text);
  await run.client.settled();
  const fixes =
    action.diagnostics?.map(diagnostic => diagnostic.code) ?? here.map(each => each.code);
  return complaintAboutFix(before, after, fixes.map(String), run.pathOf(uri) === file);
}

/** How many findings there are of each code, those above information apart. */
function counts(run: ScenarioRun): Map<string, { all: number; loud: number }> {
  const result = new Map<string, { all: number; loud: number }>();
  for (const diagnostics of run.client.diagnostics.values()) {
    for (const { code, severity = DiagnosticSeverity.Error } of diagnostics) {
      const count = result.get(String(code)) ?? { all: 0, loud: 0 };
      count.all++;
      if (severity <= DiagnosticSeverity.Warning) count.loud++;
      result.set(String(code), count);
    }
  }
  return result;
}

function complaintAboutFix(
  before: ReturnType<typeof counts>,
  after: ReturnType<typeof counts>,
  codes: readonly string[],
  isSameFile: boolean,
): string | undefined {
  if (!isSameFile) return 'the document has another name for the server';
  const isFixed = codes.some(code => (after.get(code)?.all ?? 0) < (before.get(code)?.all ?? 0));
  if (!isFixed) return `none of ${codes.join(', ')} is gone`;
  for (const [code, { loud }] of after) {
    if (loud > (before.get(code)?.loud ?? 0)) return `it brings ${code}`;
  }
  return undefined;
}
