import { byPath } from '../project/byPath.js';
import type { Placed } from '../project/project.js';
import type { Declaration } from '../sources/facts.js';
import { isPack } from './entries.js';
import type { Related } from './finding.js';
import type { Rule, RuleContext } from './rule.js';
import { quotedList } from './wording.js';

export const duplicateStep: Rule = {
  code: 'duplicate-step',
  eachEntry(context) {
    switch (context.file.role.kind) {
      case 'interface':
        return ({ declaration }) => checkInterface(context, declaration);
      case 'workspace-registry':
        return ({ declaration }) => checkOtherTable(context, declaration);
      default:
        return undefined;
    }
  },

  eachReplaced(context) {
    return ({ declaration }) => checkReplaced(context, declaration);
  },
};

/** A step that stands in both tables of a workspace. */
function checkOtherTable(context: RuleContext, here: Declaration): void {
  const there = context.entries
    .named(here.name)
    .findLast(({ indexed }) => indexed.kind !== here.kind && !indexed.superseded)?.indexed;
  if (there === undefined) return;
  context.report({
    span: here.nameSpan,
    name: here.name,
    message: `Step '${here.name}' stands in both tables of this workspace: at run time get_step answers with the local step, but the listings show the override. Keep one of them.`,
    related: [relatedTo(context, there, there.kind === 'local' ? 'Local step' : 'Override')],
  });
}

/** A key that a later key of the same table replaces. One that comes from a spread was meant to be replaced. */
function checkReplaced(context: RuleContext, declaration: Declaration): void {
  if (declaration.conditional || declaration.via.length > 0) return;
  const winner = context.entries
    .named(declaration.name)
    .findLast(({ indexed }) => indexed.kind === declaration.kind && !indexed.superseded)?.indexed;
  if (winner === undefined || winner.conditional) return;
  context.report({
    span: declaration.nameSpan,
    name: declaration.name,
    message: `Step '${declaration.name}' is declared twice in one table: Python keeps the other declaration, and this one is ignored.`,
    related: [relatedTo(context, winner, 'This declaration counts')],
    data: { superseded: true },
  });
}

function checkInterface({ file, view, report }: RuleContext, declaration: Declaration): void {
  const rivals = view
    .declarations(declaration.name)
    .filter(
      other =>
        other.file.uri !== file.uri &&
        other.file.role.kind === 'interface' &&
        isPack(other.file) === isPack(file),
    );
  if (rivals.length === 0) return;
  const others = quotedList(rivals.map(rival => rival.file.path));
  const last = rivals.at(-1)!.file;
  report({
    span: declaration.nameSpan,
    name: declaration.name,
    message:
      byPath(last, file) < 0
        ? `Step '${declaration.name}' is also declared by ${others}: at run time this file wins without a word, because it comes last by name.`
        : `Step '${declaration.name}' is also declared by ${others}: at run time '${last.path}' wins without a word, because it comes last by name, and this file is ignored.`,
    related: rivals.map(placedRelated),
  });
}

function relatedTo({ file }: RuleContext, declaration: Declaration, message: string): Related {
  return { file, span: declaration.nameSpan, message };
}

function placedRelated({ file, declaration }: Placed): Related {
  return { file, span: declaration.nameSpan, message: 'The other interface file' };
}
