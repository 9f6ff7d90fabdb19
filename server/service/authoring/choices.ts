import { isMap, isScalar, type Pair, type Scalar, type YAMLMap } from 'yaml';
import { PROJECT_FILE_NAME } from '../../../shared/projectFile.js';
import { parseProjectYaml } from '../project/projectYaml.js';
import { LineIndex } from '../text/span.js';
import type { Edited } from './addToTable.js';
import { applyChanges, type TextChange } from './tableEdits.js';

const KEY = 'choices';
const DEFAULT_MARGIN = '  ';

/**
 * The text of cursus-registry.yaml that remembers who wins a step name; comments, order and quotes stay as they are.
 * @param text undefined: there is no such file
 * @param winner a workspace's id, or `core`
 */
export function withChoice(text: string | undefined, step: string, winner: string): Edited {
  const before = text ?? '';
  return edited(
    before,
    opened => {
      const { choices, contents } = opened;
      const entry = `${scalar(step)}: ${scalar(winner)}`;
      if (contents === undefined || choices === undefined) {
        const gap = before === '' || before.endsWith('\n') ? '' : '\n';
        return insertion(before.length, `${gap}${KEY}:\n${DEFAULT_MARGIN}${entry}\n`);
      }
      const { map, pair } = choices;
      if (map === undefined) {
        const at = (pair.key as Scalar).range![1];
        const colon = before.indexOf(':', at) + 1;
        return insertion(colon, `\n${DEFAULT_MARGIN}${entry}`);
      }
      const known = pairOf(map, step);
      if (isScalar(known?.value) && known.value.range) {
        const [start, end] = known.value.range;
        return { span: { start, end }, text: `${start === end ? ' ' : ''}${scalar(winner)}` };
      }
      if (known !== undefined) return undefined;
      if (map.flow === true) return flowChange(map, [...map.items], entry);
      return blockAddition(before, map, entry);
    },
    config => ({ ...config, [step]: winner }),
  );
}

/** The text of cursus-registry.yaml without the remembered choice for a step name. */
export function withoutChoice(text: string | undefined, step: string): Edited {
  const before = text ?? '';
  return edited(
    before,
    ({ choices, lines }) => {
      const pair = choices?.map && pairOf(choices.map, step);
      if (choices?.map === undefined || pair === undefined) {
        return { problem: `no choice is remembered for '${step}'` };
      }
      const isLast = choices.map.items.length === 1;
      if (isLast) return lineRemoval(before, choices.pair);
      if (choices.map.flow === true) {
        return flowChange(
          choices.map,
          choices.map.items.filter(item => item !== pair),
        );
      }
      return lines.positionAt((pair.key as Scalar).range![0]).line ===
        lines.positionAt((choices.pair.key as Scalar).range![0]).line
        ? undefined
        : lineRemoval(before, pair);
    },
    ({ [step]: _gone, ...rest }) => rest,
  );
}

interface OpenedFile {
  readonly contents: YAMLMap | undefined;
  /** The pair under `choices`; its map is absent where nothing is written behind the colon. */
  readonly choices: { readonly pair: Pair; readonly map: YAMLMap | undefined } | undefined;
  readonly lines: LineIndex;
}

type Choices = Readonly<Record<string, unknown>>;

/**
 * Makes one change and reads the result again: a text that does not say exactly what is meant is never written.
 */
function edited(
  before: string,
  change: (opened: OpenedFile) => TextChange | { readonly problem: string } | undefined,
  meant: (choices: Choices) => Choices,
): Edited {
  const opened = openFile(before);
  if ('problem' in opened) return opened;
  const made = change(opened);
  if (made !== undefined && 'problem' in made) return made;
  const newline = before.includes('\r\n') ? '\r\n' : '\n';
  const text =
    made && applyChanges(before, [{ ...made, text: made.text.replaceAll('\n', newline) }]);
  if (text === undefined || !says(text, before, meant)) {
    return {
      problem: `'${KEY}' in ${PROJECT_FILE_NAME} is written so that only a person can edit it`,
    };
  }
  return { text };
}

function openFile(text: string): OpenedFile | { readonly problem: string } {
  const parsed = parseProjectYaml(text);
  if ('limit' in parsed) return { problem: `${PROJECT_FILE_NAME}: ${parsed.limit.message}` };
  const lines = new LineIndex(text);
  const [error] = parsed.errors;
  if (error !== undefined) {
    const line = lines.positionAt(error.span.start).line + 1;
    return { problem: `${PROJECT_FILE_NAME} has a syntax error in line ${line}: repair it first` };
  }
  const { contents } = parsed.document;
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    return { contents: undefined, choices: undefined, lines };
  }
  if (!isMap(contents)) return { problem: `${PROJECT_FILE_NAME} is no mapping: repair it first` };
  if (contents.flow === true) {
    return { problem: `${PROJECT_FILE_NAME} is written in braces: add the choice by hand` };
  }
  const pair = pairOf(contents, KEY);
  if (pair === undefined) return { contents, choices: undefined, lines };
  const isEmpty = pair.value === null || (isScalar(pair.value) && pair.value.value === null);
  if (!isMap(pair.value) && !isEmpty) {
    return { problem: `'${KEY}' in ${PROJECT_FILE_NAME} is no mapping: repair it first` };
  }
  return { contents, choices: { pair, map: isMap(pair.value) ? pair.value : undefined }, lines };
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find(item => isScalar(item.key) && String(item.key.value) === key);
}

function insertion(offset: number, text: string): TextChange {
  return { span: { start: offset, end: offset }, text };
}

function blockAddition(text: string, map: YAMLMap, entry: string): TextChange | undefined {
  const first = map.items[0]?.key;
  const last = map.items.at(-1);
  const end = last && endOf(last);
  if (!isScalar(first) || !first.range || end === undefined) return undefined;
  const lineStart = text.lastIndexOf('\n', first.range[0] - 1) + 1;
  const margin = text.slice(lineStart, first.range[0]);
  const line = text.indexOf('\n', end);
  return line < 0
    ? insertion(text.length, `\n${margin}${entry}\n`)
    : insertion(line + 1, `${margin}${entry}\n`);
}

function flowChange(map: YAMLMap, items: readonly Pair[], entry?: string): TextChange | undefined {
  if (!map.range) return undefined;
  const [start, end] = map.range;
  const written = items.flatMap(({ key, value }) =>
    isScalar(key) && isScalar(value)
      ? [`${scalar(String(key.value))}: ${scalar(String(value.value))}`]
      : [],
  );
  if (written.length < items.length) return undefined;
  const all = entry === undefined ? written : [...written, entry];
  return { span: { start, end }, text: `{ ${all.join(', ')} }` };
}

/** A pair with its whole lines. */
function lineRemoval(text: string, pair: Pair): TextChange | undefined {
  const key = pair.key;
  const end = endOf(pair);
  if (!isScalar(key) || !key.range || end === undefined) return undefined;
  const start = text.lastIndexOf('\n', key.range[0] - 1) + 1;
  const line = text.indexOf('\n', end);
  return { span: { start, end: line < 0 ? text.length : line + 1 }, text: '' };
}

/** The end of the last word of a pair; line ends and comments behind it are left out. */
function endOf({ key, value }: Pair): number | undefined {
  if (isMap(value) && value.flow !== true) {
    const last = value.items.at(-1);
    return last && endOf(last);
  }
  const range = (value as Scalar | null)?.range ?? (key as Scalar).range;
  return range?.[1];
}

/** Whether two texts differ in the choices alone, and in these as they are meant to. */
function says(after: string, before: string, meant: (choices: Choices) => Choices): boolean {
  const [old, now] = [contentOf(before), contentOf(after)];
  if (old === undefined || now === undefined) return false;
  const expected = meant((old[KEY] as Choices | null | undefined) ?? {});
  const { [KEY]: _old, ...oldRest } = old;
  const { [KEY]: choices, ...rest } = now;
  return canonical(choices ?? {}) === canonical(expected) && canonical(rest) === canonical(oldRest);
}

function contentOf(text: string): Record<string, unknown> | undefined {
  const parsed = parseProjectYaml(text);
  if ('limit' in parsed || parsed.errors.length > 0) return undefined;
  try {
    return (parsed.document.toJS({ maxAliasCount: 100 }) as Record<string, unknown> | null) ?? {};
  } catch {
    // Aliases that unfold without end: such a text is not edited.
    return undefined;
  }
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** A name as a YAML scalar that is read as that very string. */
function scalar(name: string): string {
  return /^[A-Za-z][\w./-]*$/.test(name) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(name)
    ? name
    : JSON.stringify(name);
}
