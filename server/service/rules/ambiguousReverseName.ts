import type { IndexedFile } from '../project/project.js';
import type { Declaration, Field } from '../sources/facts.js';
import { coreText, type DistinctField, type Entry, fieldOf, textOf } from './entries.js';
import type { Rule, RuleContext } from './rule.js';
import { quotedList } from './wording.js';

/** Fields by which the runtime finds a step, and the function that then cannot find all of them. */
const REVERSED = [
  { key: 'config_class', noun: 'config class' },
  { key: 'spec_type', noun: 'spec type' },
] as const;

interface Holder {
  readonly file: IndexedFile;
  readonly declaration: Declaration;
  readonly field: Field;
}

export const ambiguousReverseName: Rule = {
  code: 'ambiguous-reverse-name',
  eachEntry(context) {
    if (context.file.role.kind === 'interface') {
      return ({ declaration }) => checkInterface(context, declaration);
    }
    return entry => {
      for (const { key, noun } of REVERSED) checkTable(context, entry, key, noun);
    };
  },
};

/** Of a name that occurs several times, the first stands for all. */
function checkTable(
  context: RuleContext,
  { declaration }: Entry,
  key: DistinctField,
  noun: string,
): void {
  const value = textOf(declaration, key);
  if (value === undefined) return;
  const holding = context.entries.holding(key, value);
  if (holding.length < 2) return;
  const holders = new Map<string, Holder>();
  for (const { declaration: other } of holding) {
    if (other.kind !== declaration.kind || holders.has(other.name)) continue;
    holders.set(other.name, holderOf({ file: context.file, declaration: other }, key));
  }
  const own = holders.get(declaration.name);
  if (holders.size < 2 || own?.declaration !== declaration) return;
  reportShared(context, noun, own, [...holders.values()]);
}

/** A written config class may be the derived one of another interface. */
function checkInterface(context: RuleContext, declaration: Declaration): void {
  const { file, view } = context;
  const key = 'config_class';
  const field = fieldOf(declaration, key);
  const value = textOf(declaration, key);
  if (field === undefined || field.derived === true || value === undefined) return;
  const others = view
    .coreNames()
    .filter(name => name !== declaration.name && coreText(view, name, key) === value)
    .map((name): Holder => holderOf(view.coreStep(name)!, key));
  if (others.length === 0) return;
  const own = { file, declaration, field };
  reportShared(context, 'config class', own, [own, ...others]);
}

function holderOf(
  { file, declaration }: Pick<Holder, 'file' | 'declaration'>,
  key: DistinctField,
): Holder {
  return { file, declaration, field: fieldOf(declaration, key)! };
}

function reportShared(
  { report }: RuleContext,
  noun: string,
  own: Holder,
  holders: readonly Holder[],
): void {
  const others = holders.filter(holder => holder !== own);
  report({
    span: own.field.valueSpan,
    name: own.declaration.name,
    message: `The ${noun} '${textOf(own.declaration, own.field.key)}' is also that of ${quotedList(others.map(other => other.declaration.name))}: from the ${noun} back to the step, the runtime finds only one of them.`,
    related: others.map(other => ({
      file: other.file,
      span: other.field.valueSpan,
      message: `Step '${other.declaration.name}'`,
    })),
  });
}
