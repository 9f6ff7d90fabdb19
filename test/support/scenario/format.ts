import { RULE_CODES, RULES, type RuleCode, type Severity } from '../../../shared/rules.js';

/** The format is described in test/scenarios/README.md. */
export interface Scenario {
  readonly title: string;
  readonly mode: 'both' | 'disk' | 'open';
  readonly folders: readonly string[];
  readonly settings: unknown;
  readonly files: readonly ScenarioFile[];
  readonly steps: readonly Step[];
}

export interface ScenarioFile {
  readonly path: string;
  readonly flags: ReadonlySet<string>;
  /** What the server gets: without the expectations. */
  readonly text: string;
  readonly expected: readonly Expected[];
  readonly asked: readonly Asked[];
}

export type Step =
  | { readonly kind: 'edit'; readonly path: string; readonly edits: readonly Replacement[] }
  | { readonly kind: 'write'; readonly file: ScenarioFile }
  | { readonly kind: 'disk'; readonly path: string; readonly text: string }
  | { readonly kind: 'delete' | 'open' | 'close' | 'save'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly target: string }
  | { readonly kind: 'settings'; readonly value: unknown }
  | { readonly kind: 'expect'; readonly path?: string; readonly lines: readonly ListedExpected[] }
  | { readonly kind: 'expect-same' };

export interface Replacement {
  readonly old: string;
  readonly text: string;
}

/** A place in a text: zero-based, `end` missing where only a later line is asked for. */
export interface Marked {
  readonly line: number;
  readonly start: number;
  readonly end?: number;
}

export interface ExpectedFinding {
  readonly code: RuleCode;
  readonly severity: Severity;
  readonly message: string;
  readonly related: readonly ExpectedPlace[];
}

export interface Expected extends ExpectedFinding {
  readonly at: Marked;
}

export interface ExpectedPlace {
  readonly path: string;
  readonly anchor: Anchor;
  readonly message: string;
}

export type Anchor =
  | { readonly kind: 'text'; readonly text: string; readonly nth: number; readonly until?: string }
  | { readonly kind: 'range'; readonly from: [number, number]; readonly to: [number, number] };

export interface ListedExpected extends ExpectedFinding {
  readonly path: string;
  readonly anchor: Anchor;
}

export interface Asked {
  readonly line: number;
  readonly character: number;
  /** `complete only: A, B` and the like, as written. */
  readonly question: string;
}

const VERBS =
  /^(?:complete\b|accept |hover:|no hover|definition:|no definition|type definition:|references:|highlights:|symbols:|lens:|hint:|fix:|rename )/;
const HEADER = /^-- (.+?) --\s*$/;
const FINDING = /^([a-z-]+)(?: \((error|warning|information|hint)\))?(?:: (.*))?$/;

export function parseScenario(source: string): Scenario {
  const sections: { header: string; body: string[] }[] = [{ header: '', body: [] }];
  for (const line of source.replaceAll('\r\n', '\n').split('\n')) {
    const header = HEADER.exec(line)?.[1];
    if (header === undefined) sections.at(-1)!.body.push(line);
    else sections.push({ header, body: [] });
  }
  const [preface, ...rest] = sections;
  const options = new Map(
    preface!.body.flatMap(line => {
      const option = /^(mode|folders): (.+)$/.exec(line.trim());
      return option === null ? [] : [[option[1], option[2]] as const];
    }),
  );
  const files: ScenarioFile[] = [];
  const steps: Step[] = [];
  let settings: unknown = {};
  for (const { header, body } of rest) {
    const step = parseStep(header, body);
    if (step === undefined) {
      if (steps.length > 0)
        throw new Error(`-- ${header} --: after the first step files come with "write"`);
      files.push(parseFile(header, body));
    } else if (step.kind === 'settings' && steps.length === 0) settings = step.value;
    else steps.push(step);
  }
  const last = steps.findLast(step => step.kind !== 'settings');
  if (last !== undefined && !last.kind.startsWith('expect')) {
    throw new Error('the last step has no expectation behind it');
  }
  const mode = options.get('mode') ?? 'both';
  if (mode !== 'both' && mode !== 'disk' && mode !== 'open') throw new Error(`mode: ${mode}`);
  return {
    title: preface!.body.find(line => line.trim() !== '')?.trim() ?? '',
    mode,
    folders: options.get('folders')?.split(/,\s*/) ?? ['.'],
    settings,
    files,
    steps,
  };
}

function parseStep(header: string, body: readonly string[]): Step | undefined {
  const [, verb, rest] = /^(\S+)(?: (.*))?$/.exec(header)!;
  switch (verb) {
    case 'edit':
      return { kind: 'edit', path: rest!, edits: parseEdits(body) };
    case 'write':
      return { kind: 'write', file: parseFile(rest!, body) };
    case 'disk':
      return { kind: 'disk', path: rest!, text: textOf(body) };
    case 'delete':
    case 'open':
    case 'close':
    case 'save':
      return { kind: verb, path: rest! };
    case 'rename': {
      const [path, target] = rest!.split(' -> ');
      return { kind: 'rename', path: path!, target: target!.replace(/\/$/, '') };
    }
    case 'settings':
      return { kind: 'settings', value: JSON.parse(body.join('\n')) };
    case 'expect':
      if (rest === 'same') return { kind: 'expect-same' };
      return { kind: 'expect', lines: parseList(body), ...(rest ? { path: rest } : {}) };
    default:
      return undefined;
  }
}

function textOf(body: readonly string[]): string {
  return body.join('\n').replace(/\n*$/, '\n').replace(/^\n$/, '');
}

function parseEdits(body: readonly string[]): Replacement[] {
  const edits: Replacement[] = [];
  for (let i = 0; i < body.length; i++) {
    const line = body[i]!;
    if (line.startsWith('replace: ')) {
      const next = body[++i] ?? '';
      if (!/^with:(?: |$)/.test(next)) throw new Error(`"${line}" has no "with:" below it`);
      edits.push({ old: line.slice('replace: '.length), text: next.slice('with: '.length) });
    } else if (line === '<<<<') {
      const middle = body.indexOf('====', i);
      const end = body.indexOf('>>>>', middle);
      if (middle < 0 || end < 0) throw new Error('<<<< without ==== and >>>>');
      const lines = (from: number, to: number) =>
        body
          .slice(from, to)
          .map(text => `${text}\n`)
          .join('');
      edits.push({ old: lines(i + 1, middle), text: lines(middle + 1, end) });
      i = end;
    } else if (line.trim() !== '') throw new Error(`not an edit: ${line}`);
  }
  return edits;
}

function parseFile(header: string, body: readonly string[]): ScenarioFile {
  const [, path, flags] = /^(.*?)(?: \[(.*)\])?$/.exec(header)!;
  const kept: string[] = [];
  const expected: Expected[] = [];
  const asked: Asked[] = [];
  for (const line of body) {
    const caret = /^(\s*(?:#\s*)?)(\^+)(\.\.\.)?\s+(.*)$/.exec(line);
    const arrow = /^\s*#?\s*-> (.*)$/.exec(line);
    if (caret !== null) {
      const [, before, carets, dots, text] = caret;
      const at = { line: kept.length - 1, start: before!.length };
      if (at.line < 0) throw new Error(`${path}: an expectation has no line above it: ${line}`);
      if (VERBS.test(text!)) {
        asked.push({ line: at.line, character: at.start, question: text! });
      } else {
        const end = dots === undefined ? { end: at.start + carets!.length } : {};
        expected.push({ ...parseFinding(text!, line), at: { ...at, ...end } });
      }
    } else if (arrow !== null && expected.length > 0) {
      const last = expected.pop()!;
      expected.push({ ...last, related: [...last.related, parsePlace(arrow[1]!)] });
    } else kept.push(line);
  }
  const flagSet = new Set(flags?.split(/,\s*/) ?? []);
  return { path: path!, flags: flagSet, text: withFlags(textOf(kept), flagSet), expected, asked };
}

function withFlags(text: string, flags: ReadonlySet<string>): string {
  const known = ['crlf', 'cr', 'bom', 'latin-1', 'no-eol', 'disk', 'cell'];
  for (const flag of flags) if (!known.includes(flag)) throw new Error(`unknown flag ${flag}`);
  const ended = flags.has('no-eol') ? text.replace(/\n$/, '') : text;
  if (flags.has('crlf')) return ended.replaceAll('\n', '\r\n');
  return flags.has('cr') ? ended.replaceAll('\n', '\r') : ended;
}

function parseFinding(text: string, line: string): ExpectedFinding {
  const [, code, severity, message] = FINDING.exec(text) ?? [];
  if (code === undefined || !(RULE_CODES as string[]).includes(code)) {
    throw new Error(`no rule and no question: ${line.trim()}`);
  }
  return {
    code: code as RuleCode,
    severity: (severity as Severity | undefined) ?? RULES[code as RuleCode].severity,
    message: message ?? '',
    related: [],
  };
}

const QUOTED = String.raw`"((?:[^"\\]|\\.)*)"`;
const TEXT_ANCHOR = new RegExp(`^(.*?)\\s*${QUOTED}(?:#(\\d+))?(?:\\.\\.${QUOTED})?\\s*(.*)$`);
const RANGE_ANCHOR = /^(.*?):(\d+):(\d+)-(\d+):(\d+)\s*(.*)$/;

/** `path "text" rest` or `path:1:2-3:4 rest`. */
export function parseAnchored(line: string): { path: string; anchor: Anchor; rest: string } {
  const range = RANGE_ANCHOR.exec(line);
  if (range !== null) {
    const [, path, a, b, c, d, rest] = range;
    const place = (x?: string, y?: string): [number, number] => [Number(x) - 1, Number(y) - 1];
    return {
      path: path!,
      anchor: { kind: 'range', from: place(a, b), to: place(c, d) },
      rest: rest!,
    };
  }
  const text = TEXT_ANCHOR.exec(line);
  if (text === null) throw new Error(`no place in: ${line}`);
  const [, path, quoted, nth, until, rest] = text;
  return {
    path: path!,
    anchor: {
      kind: 'text',
      text: JSON.parse(`"${quoted}"`),
      nth: Number(nth ?? 1),
      ...(until === undefined ? {} : { until: JSON.parse(`"${until}"`) }),
    },
    rest: rest!,
  };
}

function parsePlace(text: string): ExpectedPlace {
  const { path, anchor, rest } = parseAnchored(text);
  return { path, anchor, message: rest };
}

function parseList(body: readonly string[]): ListedExpected[] {
  const listed: ListedExpected[] = [];
  for (const line of body) {
    const text = line.trim();
    if (text === '' || text === '(nothing)') continue;
    if (text.startsWith('-> ')) {
      const last = listed.pop();
      if (last === undefined) throw new Error(`a related place belongs to nothing: ${text}`);
      listed.push({ ...last, related: [...last.related, parsePlace(text.slice(3))] });
    } else {
      const { path, anchor, rest } = parseAnchored(text);
      listed.push({ path, anchor, ...parseFinding(rest, text) });
    }
  }
  return listed;
}
