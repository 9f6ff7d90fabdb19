import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type {
  ActiveWorkspace,
  ActiveWorkspaceChanged,
  CaretParams,
  ResolvedStep,
  ResolveParams,
  RevealParams,
  SetActiveParams,
  StepListItem,
  StepListParams,
  TreeParams,
  WorkspaceListItem,
  WorkspaceListParams,
} from '../../shared/protocol.js';
import type { TreeNode } from '../../shared/view.js';
import { caretAt } from '../service/features/caret/at.js';
import { declarationOf } from '../service/features/hover/stepText.js';
import { stepOf } from '../service/features/steps.js';
import { subjectAt } from '../service/features/subject.js';
import { pictureOf } from '../service/page/model.js';
import { registryPage } from '../service/page/page.js';
import { resolveForDisplay } from '../service/registry/remembered.js';
import { stepList, workspaceList } from '../service/view/stepList.js';
import { type TreeProject, treeChildren } from '../service/view/tree.js';
import { treePath } from '../service/view/treePath.js';
import type { ActiveWorkspaces } from './activeWorkspaces.js';
import type { OpenTexts } from './openTexts.js';
import type { ClientPlaces } from './places.js';
import type { Project } from './project.js';
import type { Session } from './session.js';
import type { Uris } from './uris.js';

/** Answers to the client's own requests: the explorer, resolution, choices. */
export class RegistryAnswers {
  readonly #session: Session;
  readonly #texts: OpenTexts;
  readonly #uris: Uris;
  readonly #places: ClientPlaces;
  readonly #active: ActiveWorkspaces;
  #groupBy: TreeParams['groupBy'];

  constructor(
    session: Session,
    texts: OpenTexts,
    uris: Uris,
    places: ClientPlaces,
    active: ActiveWorkspaces,
  ) {
    this.#session = session;
    this.#texts = texts;
    this.#uris = uris;
    this.#places = places;
    this.#active = active;
  }

  tree({ id, groupBy }: TreeParams): readonly TreeNode[] {
    this.#groupBy = groupBy;
    const projects = this.#session.projects().filter(project => project.isReady);
    if (projects.length === 0) return [];
    return treeChildren(
      projects.map(project => this.#treeProject(project)),
      id,
      groupBy,
    );
  }

  treePath({ name, uri, position }: RevealParams): readonly TreeNode[] {
    const project = this.#project(uri);
    if (project === undefined) return [];
    const question = uri === undefined ? undefined : this.#texts.about(uri);
    const subject = question && position && subjectAt(question.open, question.offset(position));
    const step = name ?? (question && subject && stepOf(question.context.view, subject));
    if (step === undefined) return [];
    const file = question?.open.file;
    const own = file && project.index.view().workspaceOf(file)?.id;
    const shown = this.#treeProject(project);
    const projects = this.#session
      .projects()
      .filter(each => each.isReady)
      .map(each => (each === project ? shown : this.#treeProject(each)));
    return treePath(projects, shown, step, own ?? shown.active.workspace, this.#groupBy);
  }

  resolve({ name, uri, workspace }: ResolveParams): ResolvedStep | null {
    const project = this.#project(uri);
    if (project === undefined) return null;
    const view = project.view();
    const active = workspace ?? this.#activeFor(project, uri).workspace;
    const result = resolveForDisplay(view, name, active);
    const chosen = result.trace.find(entry => entry.outcome === 'chosen');
    const placed = chosen && declarationOf({ view }, name, chosen);
    const location = placed && this.#places.location(placed.file, placed.declaration.nameSpan);
    return { result: { ...result }, ...(location === undefined ? {} : { location }) };
  }

  stepList({ uri }: StepListParams): StepListItem[] {
    const project = this.#project(uri);
    return project === undefined ? [] : stepList(project.view(), this.#places);
  }

  workspaceList({ uri }: WorkspaceListParams): WorkspaceListItem[] {
    const first = this.#project(uri);
    const others = this.#session.projects().filter(project => project !== first);
    return [...(first === undefined ? [] : [first]), ...others].flatMap(project =>
      workspaceList(project.view(), basename(project.root)),
    );
  }

  registryPage({ uri }: StepListParams): string | null {
    const project = this.#project(uri);
    if (project === undefined) return null;
    const picture = pictureOf(project.view(), basename(project.root));
    return registryPage(picture, {
      nonce: randomBytes(16).toString('base64'),
      link: ({ file, declaration }) => {
        const location = this.#places.location(file, declaration.nameSpan);
        if (location === undefined) return undefined;
        const { line } = location.range.start;
        return { href: `${location.uri}#L${line + 1}`, uri: location.uri, line };
      },
    });
  }

  caretInName({ uri, position }: CaretParams): boolean {
    const question = this.#texts.about(uri);
    if (question === undefined) return false;
    return caretAt(question.open, question.offset(position))?.slot.kind === 'step';
  }

  setActive({ workspace }: SetActiveParams): ActiveWorkspace {
    this.#active.pick(workspace);
    return this.active();
  }

  /** What status bar and badge show: of the project in whose file the focus is, else of the first. */
  active(): ActiveWorkspaceChanged {
    const { focus } = this.#active;
    const project = (focus && this.#session.projectOf(focus)) || this.#session.projects()[0];
    if (project === undefined) return { workspace: null, origin: 'none', conflicts: 0 };
    const active = this.#active.of(project);
    const conflicts = project.conflicts.all();
    if (active.workspace === null) return { ...active, conflicts: conflicts.size };
    const own = project.index
      .view()
      .workspaces()
      .find(({ id }) => id === active.workspace);
    const tables = own?.file.facts.tables ?? [];
    const names = new Set(tables.flatMap(table => table.declarations.map(({ name }) => name)));
    return { ...active, conflicts: [...names].filter(name => conflicts.has(name)).length };
  }

  #activeFor(project: Project, uri: string | undefined): ActiveWorkspace {
    const key = uri === undefined ? undefined : this.#uris.key(uri);
    return this.#active.of(project, key === undefined ? undefined : project.index.file(key));
  }

  #treeProject(project: Project): TreeProject {
    return {
      key: this.#uris.keyOfPath(project.root),
      name: basename(project.root),
      view: project.view(),
      active: this.#active.of(project),
      places: this.#places,
    };
  }

  #project(uri: string | undefined): Project | undefined {
    const key = uri === undefined ? this.#active.focus : this.#uris.key(uri);
    return (
      (key === undefined ? undefined : this.#session.projectOf(key)) ?? this.#session.projects()[0]
    );
  }
}
