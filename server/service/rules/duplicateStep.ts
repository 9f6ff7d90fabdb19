import type { Placed } from '../project/project.js';
import type { Declaration } from '../sources/facts.js';
import { isPack } from './entries.js';
import type { Related } from './finding.js';
import type { Rule, RuleContext } from './rule.js';

export const duplicateStep: Rule = {
  code: 'duplicate-step',
  check(context) {
    const { file } = context;
    if (file.role.kind === 'workspace-registry') checkWorkspace(context);
    else if (file.role.kind === 'interface') checkInterface(context);
    else
      checkTable(
        context,
        context.entries.core.map(row => row.declaration),
      );
  },
};

function checkWorkspace(context: RuleContext): void {
  const entries = context.entries.workspace.map(entry => entry.declaration);
  checkTable(
    context,
    entries.filter(declaration => declaration.kind === 'local'),
  );
  checkTable(
    context,
    entries.filter(declaration => declaration.kind === 'override'),
  );
  const counting = entries.filter(declaration => !declaration.superseded);
  const locals = new Map(
    counting.filter(({ kind }) => kind === 'local').map(local => [local.name, local]),
  );
  for (const override of counting) {
    const local = override.kind === 'override' ? locals.get(override.name) : undefined;
    if (local === undefined) continue;
    for (const [here, there] of [
      [local, override],
      [override, local],
    ] as const) {
      context.report({
        span: here.nameSpan,
        name: here.name,
        message: `Step '${here.name}' stands in both tables of this workspace: at run time get_step answers with the local step, but the listings show the override. Keep one of them.`,
        related: [relatedTo(context, there, there.kind === 'local' ? 'Local step' : 'Override')],
        data: { table: here.kind },
      });
    }
  }
}

/** Keys that a later key of the same table replaces. One that comes from a spread was meant to be replaced. */
function checkTable(context: RuleContext, declarations: readonly Declaration[]): void {
  for (const declaration of declarations) {
    if (!declaration.superseded || declaration.conditional || declaration.via.length > 0) continue;
    const winner = declarations.findLast(
      other => other.name === declaration.name && !other.superseded,
    );
    if (winner === undefined || winner.conditional) continue;
    context.report({
      span: declaration.nameSpan,
      name: declaration.name,
      message: `Step '${declaration.name}' is declared twice in one table: Python keeps the other declaration, and this one is ignored.`,
      related: [relatedTo(context, winner, 'This declaration counts')],
      data: { table: declaration.kind, superseded: true },
    });
  }
}

function checkInterface(context: RuleContext): void {
  const { file, view, entries, report } = context;
  for (const { declaration } of entries.core) {
    const rivals = view
      .declarations(declaration.name)
      .filter(
        other =>
          other.file.uri !== file.uri &&
          other.file.role.kind === 'interface' &&
          isPack(other.file) === isPack(file),
      );
    if (rivals.length === 0) continue;
    const winner = view.coreStep(declaration.name);
    const others = rivals.map(rival => `'${rival.file.path}'`).join(', ');
    report({
      span: declaration.nameSpan,
      name: declaration.name,
      message:
        winner?.file.uri === file.uri
          ? `Step '${declaration.name}' is also declared by ${others}: at run time this file wins without a word, because it comes last by name.`
          : `Step '${declaration.name}' is also declared by ${others}: at run time '${winner?.file.path}' wins without a word, because it comes last by name, and this file is ignored.`,
      related: rivals.map(placedRelated),
    });
  }
}

function relatedTo({ file }: RuleContext, declaration: Declaration, message: string): Related {
  return { file, span: declaration.nameSpan, message };
}

function placedRelated({ file, declaration }: Placed): Related {
  return { file, span: declaration.nameSpan, message: 'The other interface file' };
}
