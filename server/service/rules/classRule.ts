import type { RuleCode } from '../../../shared/rules.js';
import { classFolder } from '../project/classFolders.js';
import { SAGEMAKER_TYPES } from '../project/coreFacts.js';
import { oncePer } from '../project/oncePer.js';
import type { ProjectView } from '../project/project.js';
import { editDistance } from '../registry/names/editDistance.js';
import type { Declaration } from '../sources/facts.js';
import { coreText, fieldOf, textOf } from './entries.js';
import type { Related } from './finding.js';
import { type ClassKind, KnownClasses } from './knownClasses.js';
import { nameKey } from './nearNames.js';
import type { Rule } from './rule.js';
import { didYouMean, isLikelyTypo, nearClasses, nearWords } from './suggest.js';
import { quotedList } from './wording.js';

/** Beyond this distance two names have nothing to do with each other. */
const FAR = 8;

/** Rows that stand for a base class; nobody builds them. */
const ABSTRACT_ROWS = new Set(['Base', 'Processing']);
const ABSTRACT_TYPES = new Set(['Base', 'Lambda']);

/** The rule that a class which entries name exists. */
export function classRule(code: RuleCode, kind: ClassKind, noun: string): Rule {
  const classesOfCore = classNamesIn(kind);
  return {
    code,
    eachEntry({ file, view, report }) {
      const workspace = view.workspaceOf(file);
      const classes = new KnownClasses(view, workspace, kind);
      return ({ declaration }) => {
        const field = fieldOf(declaration, kind.field);
        const name = textOf(declaration, kind.field);
        if (field === undefined || name === undefined || isAbstract(declaration, view)) return;
        if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) return;
        const found = classes.knowledge(name);
        if (found.kind === 'known' || found.kind === 'hidden') return;
        const suggestions = suggestedClasses(
          classes,
          classesOfCore(view.core(), view),
          declaration.name,
          name,
        );
        const where =
          workspace === undefined
            ? 'core'
            : `workspace '${workspace.id}', in core or in a step pack`;
        const elsewhere = found.kind === 'elsewhere' ? found.files : [];
        report({
          span: field.valueSpan,
          name: declaration.name,
          ...(elsewhere.length > 0 ? { severity: 'information' } : {}),
          message:
            elsewhere.length > 0
              ? `${noun} '${name}' is found only in ${quotedList(elsewhere.map(other => other.path))}, not in ${where}: whether it can be loaded at run time depends on the Python path.`
              : `No class '${name}' in ${where}: at run time step '${declaration.name}' cannot be ${kind.suffix === 'Config' ? 'configured' : 'built'}.${didYouMean(suggestions)}`,
          related: elsewhere.map(
            (other): Related => ({ file: other, span: classSpan(other, name), message: 'Here' }),
          ),
          data: { field: kind.field, value: name, suggestions, derived: field.derived === true },
        });
      };
    },
  };
}

function classSpan(file: Related['file'], name: string): Related['span'] {
  const { classes, aliases } = file.facts;
  const found =
    classes.find(fact => fact.name === name) ?? aliases.find(alias => alias.name === name);
  return found?.nameSpan ?? { start: 0, end: 0 };
}

/** Whether nobody builds the step, as far as its type tells: a misspelt one stands for what was meant. */
function isAbstract(declaration: Declaration, view: ProjectView): boolean {
  if (ABSTRACT_ROWS.has(declaration.name)) return true;
  const type =
    textOf(declaration, 'sagemaker_step_type') ??
    (declaration.kind === 'override'
      ? coreText(view, declaration.name, 'sagemaker_step_type')
      : undefined);
  // Where rows have a type, one without is told so by missing-field; what else it needs depends on the type.
  if (type === undefined || type === '') {
    return declaration.kind === 'core' && view.coreFields().has('sagemaker_step_type');
  }
  const meant = SAGEMAKER_TYPES.has(type) ? type : nearWords(SAGEMAKER_TYPES, type)?.names[0];
  return meant !== undefined && ABSTRACT_TYPES.has(meant);
}

/** The class names that rows of the core in force have. */
function classNamesIn({
  field,
}: ClassKind): (core: object, view: ProjectView) => ReadonlySet<string> {
  return oncePer(
    (_core, view) => new Set(view.coreNames().flatMap(name => coreText(view, name, field) ?? [])),
  );
}

/** Known classes that may be meant, best first: the one that the step's own name asks for, then near ones. */
function suggestedClasses(
  classes: KnownClasses,
  ofCore: ReadonlySet<string>,
  step: string,
  name: string,
): readonly string[] {
  const { view, workspace, kind } = classes;
  const folders = workspace === undefined ? [''] : [classFolder(workspace.file.path), ''];
  const derived = [`${step}${kind.suffix}`, `${step}Step${kind.suffix}`];
  const near = [
    nearWords(ofCore, name),
    ...folders.map(folder => nearClasses(view, folder, name)),
  ].flatMap(nearest => (isLikelyTypo(nearest) ? nearest.names : []));
  const distance = (candidate: string): number =>
    editDistance(nameKey(name), nameKey(candidate), FAR);
  const byDistance = [...derived.filter(candidate => near.includes(candidate)), ...near].sort(
    (a, b) => distance(a) - distance(b),
  );
  return [...new Set([...byDistance, ...derived])]
    .filter(candidate => candidate.endsWith(kind.suffix) && classes.isKnown(candidate))
    .slice(0, 3);
}
