import { entryLiteral, styleOf } from '../../authoring/pythonText.js';
import { removeEntry, type TextChange } from '../../authoring/tableEdits.js';
import { entryOf } from '../../registry/acceptance.js';
import type { FileFacts, RegistryTable, TableKind } from '../../sources/facts.js';
import { isDict, isOpaque } from '../../sources/values.js';
import { declarationOf, type Found, isWrittenHere } from './declaration.js';
import type { FixMaker } from './fix.js';
import { endOfLine, indentAt, startOfLine } from './literal.js';

const NAMES = { local: 'LOCAL_STEPS', override: 'STEP_OVERRIDES' } as const;

/** Moves an entry to the other table of its workspace, word for word with its comments. */
export const moveEntry: FixMaker = request => {
  const { finding, text, file } = request;
  const found = declarationOf(request);
  if (found === undefined || !isWrittenHere(found.declaration)) return [];
  const to = found.declaration.kind === 'local' ? 'override' : 'local';
  const changes = movedBetween(text, file.facts, found, to);
  if (changes === undefined) return [];
  const target = file.facts.tables.find(({ kind }) => kind === to)?.name ?? NAMES[to];
  return [
    {
      title: `Move '${finding.name}' to ${target}`,
      changes,
      preferred: finding.code === 'shadowed-core-step',
    },
  ];
};

function movedBetween(
  text: string,
  facts: FileFacts,
  { table, declaration }: Found,
  to: Exclude<TableKind, 'core'>,
): readonly TextChange[] | undefined {
  const targets = facts.tables.filter(({ kind }) => kind === to);
  const [target] = targets;
  if (targets.length > 1 || !isLiteral(text, table)) return undefined;
  if (target?.declarations.some(({ name }) => name === declaration.name)) return undefined;
  const removal = removeEntry(text, declaration);
  const block = blockOf(text, removal, declaration.span) ?? rewritten(text, declaration);
  if (block === undefined) return undefined;
  const style = styleOf(text);
  if (target === undefined) {
    const end = endOfLine(text, table.span.end);
    const literal = `${NAMES[to]} = {${style.newline}${block}}`;
    return [
      removal,
      { span: { start: end, end }, text: `${style.newline}${style.newline}${literal}` },
    ];
  }
  if (!isLiteral(text, target)) return undefined;
  return [removal, ...appended(text, target, block, style.newline)];
}

function isLiteral(text: string, { span }: RegistryTable): boolean {
  return text[span.start] === '{' && text[span.end - 1] === '}';
}

/** The whole lines that are taken out, with a comma behind the entry. */
function blockOf(
  text: string,
  { span }: TextChange,
  entry: { start: number; end: number },
): string | undefined {
  const isWhole =
    span.start === startOfLine(text, span.start) && /[\r\n]$/.test(text[span.end - 1] ?? '');
  if (!isWhole) return undefined;
  const behind = text.slice(entry.end, span.end);
  const comma = /^[ \t]*,/.test(behind) ? '' : ',';
  return text.slice(span.start, entry.end) + comma + behind;
}

/** An entry that shares its lines with others is written anew; not if something would be lost by that. */
function rewritten(text: string, declaration: Found['declaration']): string | undefined {
  const entry = entryOf(declaration);
  const isKnown = declaration.fields.every(({ value, via }) => !isOpaque(value) && !via?.length);
  const hasComments = text.slice(declaration.span.start, declaration.span.end).includes('#');
  if (!isDict(entry) || !isKnown || hasComments) return undefined;
  const style = styleOf(text);
  const literal = entryLiteral(declaration.name, entry, style, style.indent);
  return `${style.indent}${literal},${style.newline}`;
}

function appended(
  text: string,
  target: RegistryTable,
  block: string,
  newline: string,
): readonly TextChange[] {
  const close = target.span.end - 1;
  const last = target.declarations.findLast(({ span }) => span.end <= close);
  const changes: TextChange[] = [];
  if (last !== undefined && !/^\s*(?:#[^\r\n]*\s*)*,/.test(text.slice(last.span.end, close))) {
    changes.push({ span: { start: last.span.end, end: last.span.end }, text: ',' });
  }
  const lineStart = startOfLine(text, close);
  const isAlone = text.slice(lineStart, close).trim() === '';
  const at = isAlone ? lineStart : close;
  const lead = isAlone ? '' : newline;
  const tail = isAlone ? '' : indentAt(text, target.span.start);
  changes.push({ span: { start: at, end: at }, text: lead + block + tail });
  return changes;
}
