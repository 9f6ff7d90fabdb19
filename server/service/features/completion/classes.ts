import { CompletionItemKind } from 'vscode-languageserver-types';
import type { ProjectView } from '../../project/project.js';
import type { Caret, Slot } from '../caret/caret.js';
import type { FeatureContext, OpenText } from '../context.js';
import { writtenStep } from '../writtenStep.js';
import { bestMatches } from './best.js';
import { type Candidate, type Candidates, LIMIT } from './candidate.js';
import { SearchList } from './searchList.js';
import { query } from './searchText.js';

const KINDS = {
  builder: {
    ending: /Step(?:Builder|BuilderBase)$/,
    field: 'builder_step_name',
    derive: 'StepBuilder',
  },
  config: { ending: /Config(?:Base)?$/, field: 'config_class', derive: 'Config' },
} as const;

/** Where the project has a class of one name. */
interface ClassOrigin {
  readonly workspace: string | undefined;
  /** `core`, a workspace's id, or the path of its file. */
  readonly label: string;
}

/** Builder or config classes: the step's own first, then the file's workspace, core, others. */
export function classCandidates(
  open: OpenText,
  caret: Caret,
  slot: Extract<Slot, { kind: 'class' }>,
  { view }: FeatureContext,
): Candidates {
  const { ending, field, derive } = KINDS[slot.of];
  const named = new Set<string>();
  for (const step of view.coreNames()) {
    const value = view.coreStep(step)?.declaration.fields.find(each => each.key === field)?.value;
    if (typeof value === 'string') named.add(value);
  }
  const all = new Set(named);
  for (const className of view.classNames()) if (ending.test(className)) all.add(className);
  const step =
    slot.step === undefined ? undefined : (writtenStep(view, slot.step)?.name ?? slot.step);
  const derived = step === undefined ? undefined : `${step}${derive}`;
  const isNew = derived !== undefined && !all.has(derived);
  if (isNew) all.add(derived);

  const own = open.file && view.workspaceOf(open.file)?.id;
  const originOf = memo(className => classOrigin(view, className, named));
  const { matches, truncated } = bestMatches(
    new SearchList(all).answersTo(query(caret.typed)),
    className => {
      if (className === derived) return 0;
      const { workspace } = originOf(className);
      return workspace === undefined ? 2 : workspace === own ? 1 : 3;
    },
    LIMIT,
  );
  const list = matches.map(({ name, snake }): Candidate => {
    const origin = isNew && name === derived ? 'no such class yet' : originOf(name).label;
    return {
      label: name,
      kind: CompletionItemKind.Class,
      alias: snake,
      origin,
      ...(name === derived && step !== undefined ? { step } : {}),
    };
  });
  return { list, incomplete: truncated };
}

function classOrigin(
  view: ProjectView,
  className: string,
  named: ReadonlySet<string>,
): ClassOrigin {
  const [first, ...others] = view.classes(className);
  if (first === undefined)
    return { workspace: undefined, label: named.has(className) ? 'core' : '' };
  const workspaces = [first, ...others].map(placed => view.workspaceOf(placed.file)?.id);
  const workspace = workspaces.includes(undefined) ? undefined : workspaces[0];
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return { workspace, label: (workspace ?? first.file.path) + more };
}

/** Every `...StepBuilder` class of the project and the workspace that it stands in. */
export function* builderClasses(
  view: ProjectView,
): Generator<{ readonly className: string; readonly workspace: string | undefined }> {
  for (const className of view.classNames()) {
    if (!className.endsWith('StepBuilder')) continue;
    for (const { file } of view.classes(className)) {
      yield { className, workspace: view.workspaceOf(file)?.id };
    }
  }
}

function memo<T>(compute: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return name => {
    let value = known.get(name);
    if (value === undefined) {
      value = compute(name);
      known.set(name, value);
    }
    return value;
  };
}
