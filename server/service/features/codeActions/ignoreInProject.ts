import { isMap, isScalar, isSeq } from 'yaml';
import { applyChanges, type TextChange } from '../../authoring/tableEdits.js';
import { parseProjectYaml } from '../../project/projectYaml.js';
import type { Finding } from '../../rules/finding.js';

/** What is to be silenced: findings of one code about one name, everywhere or in one file. */
export type Ignored = Pick<Finding, 'name' | 'code'> & { readonly path?: string };

/**
 * The text of cursus-registry.yaml with one more entry under `ignore`; what is there stays as it is.
 * @param text `undefined`: there is no such file
 * @returns undefined where the file is written so that it can only be edited by hand
 */
export function withIgnore(text: string | undefined, ignored: Ignored): string | undefined {
  const name = scalar(ignored.name);
  const path = ignored.path === undefined ? undefined : scalar(escapeGlob(ignored.path));
  const item = (margin: string): string =>
    [
      `${margin}- name: ${name}\n`,
      path === undefined ? '' : `${margin}  path: ${path}\n`,
      `${margin}  codes: [${ignored.code}]\n`,
    ].join('');
  if (text === undefined || text.trim() === '') return `ignore:\n${item('  ')}`;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const change = ignoreChange(text, item);
  if (change === undefined) return undefined;
  return applyChanges(text, [{ span: change.span, text: change.text.replaceAll('\n', newline) }]);
}

function ignoreChange(text: string, item: (margin: string) => string): TextChange | undefined {
  const parsed = parseProjectYaml(text);
  if ('limit' in parsed || parsed.errors.length > 0) return undefined;
  const { contents } = parsed.document;
  const end = text.length;
  const gap = text.endsWith('\n') ? '' : '\n';
  if (contents === null) return { span: { start: end, end }, text: `${gap}ignore:\n${item('  ')}` };
  if (!isMap(contents) || contents.flow === true) return undefined;
  const pair = contents.items.find(({ key }) => isScalar(key) && key.value === 'ignore');
  if (pair === undefined) {
    return { span: { start: end, end }, text: `${gap}ignore:\n${item('  ')}` };
  }
  const list = pair.value;
  if (isSeq(list) && list.flow === true && list.items.length === 0 && list.range) {
    return {
      span: { start: list.range[0], end: list.range[1] },
      text: `\n${item('  ').trimEnd()}`,
    };
  }
  const last = isSeq(list) && list.flow !== true ? list.items.at(-1) : undefined;
  const range = isMap(last) ? last.range : undefined;
  if (!range || !isSeq(list) || !list.range) return undefined;
  const lineStart = text.lastIndexOf('\n', list.range[0] - 1) + 1;
  const margin = /^[ \t]*/.exec(text.slice(lineStart))![0];
  // The value ends behind its last word; blanks and comments up to the next key stay behind the new entry.
  const at = endOfLine(text, range[1]);
  return at === text.length && !text.endsWith('\n')
    ? { span: { start: at, end: at }, text: `\n${item(margin)}` }
    : { span: { start: at + 1, end: at + 1 }, text: item(margin) };
}

function endOfLine(text: string, offset: number): number {
  // A value's range may end behind its own line break.
  const from = text[offset - 1] === '\n' ? offset - 1 : offset;
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** A path as a glob that means this file alone. */
function escapeGlob(path: string): string {
  return path.replace(/[*?[\]{}]/g, '?');
}

/** A name as a YAML scalar that is read as that very string. */
function scalar(name: string): string {
  return /^[A-Za-z][\w./-]*$/.test(name) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(name)
    ? name
    : JSON.stringify(name);
}
