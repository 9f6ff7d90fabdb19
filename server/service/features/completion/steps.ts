import { CompletionItemKind } from 'vscode-languageserver-types';
import { isPascalCase } from '../../registry/names/pascalCase.js';
import { canonicalToSnake, partsToPascal } from '../../registry/names/snakeCase.js';
import type { Caret, Slot } from '../caret/caret.js';
import type { FeatureContext, OpenText } from '../context.js';
import { bestMatches } from './best.js';
import { type Candidate, type Candidates, LIMIT } from './candidate.js';
import { builderClasses } from './classes.js';
import { entryInsertion } from './entries.js';
import { stepTexts } from './nameList.js';
import { originsOf } from './origin.js';
import { query, searchText } from './searchText.js';
import { variantBase, variantCandidates } from './variants.js';

type StepSlot = Extract<Slot, { kind: 'step' }>;

/** Behind everything that is proper at the caret: names that only make sense there on purpose. */
const LAST_GROUP = 9;

/** Step names, or the job types of the one that is typed. */
export function stepCandidates(
  open: OpenText,
  caret: Caret,
  slot: StepSlot,
  context: FeatureContext,
): Candidates {
  const { view } = context;
  const base = variantBase(view, caret.typed, slot.variants);
  if (base !== undefined) {
    return { list: variantCandidates(view, base, slot.variants), incomplete: true };
  }
  switch (slot.place) {
    case 'local-key':
    case 'override-key':
    case 'core-key':
      return keyCandidates(open, caret, slot, context);
    case 'interface-name':
      return withFirst(interfaceNames(open), registered(open, caret, slot, context));
    case 'spec-type-field':
      return withFirst(
        slot.step === undefined ? [] : [name(slot.step, 'this step')],
        registered(open, caret, slot, context),
      );
    case 'dag-edge':
    case 'dag-json-edge':
    case 'dag-metadata':
    case 'dag-json-metadata':
      return withFirst(nodesOf(open), registered(open, caret, slot, context));
    default:
      return registered(open, caret, slot, context);
  }
}

/** The names of the registry that answer what is typed. */
function registered(
  open: OpenText,
  caret: Caret,
  slot: StepSlot,
  context: FeatureContext,
  groupOf?: (name: string, group: number) => number | undefined,
): Candidates {
  const origins = originsOf(open, context);
  const present = new Set(slot.present);
  const { matches, truncated } = bestMatches(
    stepTexts(context.view).answersTo(query(caret.typed)),
    step => {
      if (present.has(step)) return undefined;
      const group = origins.groupOf(step);
      return groupOf === undefined ? group : groupOf(step, group);
    },
    LIMIT,
  );
  const list = matches.map(match => name(match.name, origins.labelOf(match.name), match.snake));
  return { list, incomplete: truncated };
}

function name(step: string, origin: string, snake = canonicalToSnake(step)): Candidate {
  return {
    label: step,
    kind: CompletionItemKind.EnumMember,
    alias: snake,
    origin,
    step,
  };
}

function withFirst(first: readonly Candidate[], rest: Candidates): Candidates {
  const labels = new Set(first.map(candidate => candidate.label));
  const list = [...first, ...rest.list.filter(candidate => !labels.has(candidate.label))];
  return { list, incomplete: rest.incomplete };
}

/** The DAG's own nodes, job types included: an edge goes between them. */
function nodesOf(open: OpenText): Candidate[] {
  const isNode = (context: string): boolean =>
    context === 'dag-node' || context === 'dag-json-node';
  const uses = [
    ...open.facts.uses,
    ...(open.cell === undefined ? [] : (open.file?.facts.uses ?? [])),
  ];
  const nodes = new Set(
    uses.filter(use => isNode(use.context) && !use.damaged).map(use => use.name),
  );
  return [...nodes].map(node => name(node, 'node of this DAG'));
}

/** The name that the file's own name says. */
function interfaceNames(open: OpenText): Candidate[] {
  const stem = /([^/]+)\.step\.yaml$/.exec(open.path)?.[1];
  if (stem === undefined) return [];
  const meant = partsToPascal(stem.split('_'));
  return isPascalCase(meant) ? [name(meant, 'from the file name')] : [];
}

/** Keys of registry tables, each a whole entry where nothing follows yet. */
function keyCandidates(
  open: OpenText,
  caret: Caret,
  slot: StepSlot,
  context: FeatureContext,
): Candidates {
  const { view } = context;
  const core = new Set(view.coreNames());
  const known = registered(open, caret, slot, context, (step, group) => {
    if (slot.place === 'override-key') return core.has(step) ? 0 : undefined;
    return slot.place === 'local-key' && core.has(step) ? LAST_GROUP : group;
  });
  const fresh = slot.place === 'override-key' ? [] : freshNames(open, caret, slot, context);
  const { list, incomplete } = withFirst(fresh, known);
  const isTyped = fresh.some(candidate => candidate.label === caret.typed);
  return {
    list: slot.hasValue
      ? list
      : list.map(candidate => {
          const insertion = entryInsertion(candidate.label, caret, context);
          return insertion === undefined ? candidate : { ...candidate, insertion };
        }),
    incomplete: incomplete || isTyped || caret.typed === '',
  };
}

const BUILDER = 'StepBuilder';

/** Names that no registry has yet: those of builder classes in sight, and the one that is being typed. */
function freshNames(
  open: OpenText,
  caret: Caret,
  slot: StepSlot,
  { view }: FeatureContext,
): Candidate[] {
  const taken = view.names();
  const present = new Set(slot.present);
  const typed = query(caret.typed);
  const own = open.file && view.workspaceOf(open.file)?.id;
  const qualities = new Map<string, number>();
  for (const { className, workspace } of builderClasses(view)) {
    const step = className.slice(0, -BUILDER.length);
    if (workspace !== own || taken.has(step) || present.has(step) || !isPascalCase(step)) continue;
    const quality = typed.quality(searchText(step));
    if (quality >= 0) qualities.set(step, quality);
  }
  const found = [...qualities]
    .sort(([a, qualityOfA], [b, qualityOfB]) => qualityOfA - qualityOfB || (a < b ? -1 : 1))
    .map(([step]) => name(step, `has ${step}${BUILDER}`));
  const isNew = isPascalCase(caret.typed) && !taken.has(caret.typed) && !present.has(caret.typed);
  if (isNew && found.every(candidate => candidate.label !== caret.typed)) {
    found.push(name(caret.typed, 'new step'));
  }
  return found;
}
