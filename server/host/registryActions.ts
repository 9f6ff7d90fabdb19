import { PROJECT_FILE_NAME } from '../../shared/projectFile.js';
import type {
  ChooseWinnerParams,
  DefinitionItem,
  IgnoreParams,
  NewStepParams,
  NewStepTargets,
  PlannedEdit,
  ProjectParams,
  RememberedChoiceItem,
  StepFindingItem,
  StepParams,
  Winners,
} from '../../shared/protocol.js';
import type { Settings } from '../../shared/settings.js';
import { withChoice, withoutChoice } from '../service/authoring/choices.js';
import { definitionTexts } from '../service/authoring/definitionText.js';
import { planNewStep, planOverride } from '../service/authoring/registryPlan.js';
import { newStepNameProblem } from '../service/authoring/step.js';
import { withIgnore } from '../service/features/codeActions/ignoreInProject.js';
import type { IndexedFile, Workspace } from '../service/project/project.js';
import { registryOf } from '../service/registry/fromView.js';
import {
  choiceFor,
  choiceProblem,
  rememberedChoices,
  resolveForDisplay,
} from '../service/registry/remembered.js';
import type { Finding } from '../service/rules/finding.js';
import { segmentsOf } from '../service/view/nodeId.js';
import type { ActiveWorkspaces } from './activeWorkspaces.js';
import type { PlannedEdits } from './plannedEdits.js';
import type { Project } from './project.js';
import type { Session } from './session.js';
import type { Engine } from './surroundings.js';
import type { Uris } from './uris.js';

const NO_PROJECT = { refused: 'There is no step registry in this window.' };

const KINDS = { core: 'core step', workspace: 'local step', override: 'override' } as const;

/** What the actions work with. */
export interface ActionSurroundings {
  readonly session: Session;
  readonly uris: Uris;
  readonly active: ActiveWorkspaces;
  readonly engine: Engine;
  readonly edits: PlannedEdits;
  settings(): Settings;
}

/**
 * The actions that write: each answers with an edit that the client applies and the user can undo, or with the reason
 * why there is none. Nothing is written here.
 */
export class RegistryActions {
  readonly #around: ActionSurroundings;

  constructor(around: ActionSurroundings) {
    this.#around = around;
  }

  async winners(params: StepParams): Promise<Winners | null> {
    const project = await this.#ready(params);
    if (project === undefined) return null;
    const view = project.view();
    const workspace = this.#workspaceOf(params, project);
    const result = resolveForDisplay(view, params.step, workspace);
    const seen = new Set<string>();
    const candidates = result.trace.flatMap(entry => {
      const { source_registry: winner, outcome } = entry;
      if (outcome === 'invalid' || seen.has(winner)) return [];
      seen.add(winner);
      const chosen = winner === result.source_registry;
      return [{ winner, kind: KINDS[entry.registry_type], reason: entry.reason, chosen }];
    });
    const remembered = choiceFor(view, params.step);
    return {
      candidates,
      strategy: result.resolution_strategy,
      workspace,
      ...(remembered === undefined ? {} : { remembered }),
    };
  }

  async chooseWinner(params: ChooseWinnerParams): Promise<PlannedEdit> {
    const { step, winner } = params;
    const project = await this.#fresh(params, [PROJECT_FILE_NAME], [step]);
    if (project === undefined) return NO_PROJECT;
    const view = project.view();
    const { edits } = this.#around;
    if (winner === null) return edits.ofProjectFile(project, text => withoutChoice(text, step));
    const problem = choiceProblem(view, step, winner);
    if (problem !== undefined) return { refused: `${problem}.` };
    const planned = edits.ofProjectFile(project, text => withChoice(text, step, winner));
    if ('refused' in planned) return planned;
    const workspace = this.#workspaceOf(params, project);
    const automatic = registryOf(view).getStep(step, { workspace_id: workspace });
    const { resolution_strategy: strategy, source_registry: source } = automatic;
    if (strategy === 'manual' || source === winner) return planned;
    return {
      ...planned,
      note: `The editor shows ${winner} for ${step}. Without the editor ${strategy} still decides for ${source}: give the step conflict_resolution_strategy "manual" to follow the choice everywhere.`,
    };
  }

  /** Of every project, the one of the focus first. */
  async rememberedChoices(params: ProjectParams): Promise<RememberedChoiceItem[]> {
    const first = await this.#ready(params);
    const others = this.#around.session.projects().filter(project => project !== first);
    return [...(first === undefined ? [] : [first]), ...others].flatMap(project =>
      rememberedChoices(project.view()).map(choice => ({
        project: this.#keyOf(project),
        ...choice,
      })),
    );
  }

  async newStepTargets(params: ProjectParams): Promise<NewStepTargets | null> {
    const project = await this.#ready(params);
    if (project === undefined) return null;
    const view = project.view();
    const { kind, source } = view.core();
    return {
      project: this.#keyOf(project),
      workspaces: view.workspaces().map(({ id, file }) => ({ id, path: file.path })),
      active: this.#around.active.of(project).workspace,
      ...(kind === 'interfaces' || kind === 'python' ? { core: source } : {}),
      types: [...view.sagemakerTypes()].sort(),
    };
  }

  async newStepNameProblem(params: StepParams): Promise<string | null> {
    const project = await this.#ready(params);
    if (project === undefined) return NO_PROJECT.refused;
    return newStepNameProblem(params.step, project.view().names()) ?? null;
  }

  async newStep(params: NewStepParams): Promise<PlannedEdit> {
    const { step: name, sagemakerType, workspace: id } = params;
    const project = await this.#fresh(params, [], [name], id);
    if (project === undefined) return NO_PROJECT;
    const view = project.view();
    const problem = newStepNameProblem(name, view.names());
    if (problem !== undefined) return { refused: problem };
    if (!view.sagemakerTypes().has(sagemakerType)) {
      return { refused: `'${sagemakerType}' is no SageMaker step type.` };
    }
    const workspace = id === undefined ? undefined : workspaceIn(project, id);
    if (id !== undefined && workspace === undefined) return noWorkspace(id);
    const description = params.description || `The step ${name}`;
    const step = { name, sagemakerType, description, extra: new Map() };
    return this.#around.edits.ofPlan(project, planNewStep(view, step, workspace));
  }

  async overrideStep(params: StepParams): Promise<PlannedEdit> {
    const { step } = params;
    const known = await this.#ready(params);
    const id = params.workspace ?? (known && this.#around.active.of(known).workspace) ?? undefined;
    const project = await this.#fresh(params, [], [step], id);
    if (project === undefined) return NO_PROJECT;
    if (id === undefined) return { refused: 'No workspace is active: choose one first.' };
    const workspace = workspaceIn(project, id);
    if (workspace === undefined) return noWorkspace(id);
    return this.#around.edits.ofPlan(project, planOverride(project.view(), step, workspace));
  }

  async definitions(params: StepParams): Promise<readonly DefinitionItem[]> {
    const project = await this.#ready(params);
    return project === undefined ? [] : definitionTexts(project.view(), params.step);
  }

  async stepFindings(params: StepParams): Promise<StepFindingItem[]> {
    const project = await this.#ready(params);
    if (project === undefined) return [];
    const items = new Map<string, StepFindingItem>();
    for (const { file, finding } of this.#findingsAbout(project, params.step)) {
      const { code, message } = finding;
      const key = `${code} ${file.path}`;
      if (!items.has(key)) items.set(key, { code, message, path: file.path });
    }
    return [...items.values()];
  }

  async ignoreFindings(params: IgnoreParams): Promise<PlannedEdit> {
    const { step, code, path } = params;
    const project = await this.#fresh(params, [PROJECT_FILE_NAME], [step]);
    if (project === undefined) return NO_PROJECT;
    const found = this.#findingsAbout(project, step).find(
      ({ file, finding }) => finding.code === code && (path === undefined || file.path === path),
    );
    if (found === undefined) return { refused: `There is no finding ${code} about ${step}.` };
    const { finding } = found;
    return this.#around.edits.ofProjectFile(project, text => {
      const edited = withIgnore(text, { ...finding, ...(path === undefined ? {} : { path }) });
      return edited === undefined
        ? { problem: `${PROJECT_FILE_NAME} is broken, or only a person can edit it` }
        : { text: edited };
    });
  }

  #findingsAbout(project: Project, step: string): { file: IndexedFile; finding: Finding }[] {
    const view = project.view();
    const { engine } = this.#around;
    const severities = this.#around.settings().severity;
    return this.#filesAbout(project, step).flatMap(file =>
      engine
        .judge(file, view, { severities })
        .filter(({ name }) => name === step)
        .map(finding => ({ file, finding })),
    );
  }

  /** Files of the project that declare a name or use it. */
  #filesAbout(project: Project, step: string): IndexedFile[] {
    const view = project.view();
    const files = new Set<IndexedFile>();
    for (const { file } of view.declarations(step)) files.add(file);
    for (const { file } of view.uses(step)) files.add(file);
    return [...files].filter(file => file.external !== true);
  }

  /** The project, read to the end, with everything that was typed. */
  async #ready(params: ProjectParams): Promise<Project | undefined> {
    const project = this.#project(params);
    await project?.whenReady();
    project?.settleTyping();
    return project;
  }

  /** The same, after what an edit goes by has been read from disk again: nobody may have told that it changed. */
  async #fresh(
    params: ProjectParams,
    paths: readonly string[],
    steps: readonly string[],
    workspace?: string,
  ): Promise<Project | undefined> {
    const project = await this.#ready(params);
    if (project === undefined) return undefined;
    const about = steps.flatMap(step => this.#filesAbout(project, step));
    const own = workspace === undefined ? undefined : workspaceIn(project, workspace);
    const files = [...about, ...(own === undefined ? [] : [own.file])];
    for (const path of new Set([...paths, ...files.map(file => file.path)])) {
      project.changedOnDisk(path);
    }
    await project.idle();
    return project;
  }

  #project({ project: id, uri }: ProjectParams): Project | undefined {
    const { session, uris, active } = this.#around;
    const projects = session.projects();
    if (id !== undefined) {
      const [key] = segmentsOf(id);
      return projects.find(project => [key, id].includes(this.#keyOf(project)));
    }
    const key = uri === undefined ? active.focus : uris.key(uri);
    return (key === undefined ? undefined : session.projectOf(key)) ?? projects[0];
  }

  /** In whose context a step is spoken of: below a workspace's row it is that workspace. */
  #workspaceOf({ workspace, project: row }: StepParams, project: Project): string | null {
    const [, section, id] = row === undefined ? [] : segmentsOf(row);
    const own = section === 'workspaces' ? id : undefined;
    return workspace ?? own ?? this.#around.active.of(project).workspace;
  }

  #keyOf(project: Project): string {
    return this.#around.uris.keyOfPath(project.root);
  }
}

function workspaceIn(project: Project, id: string): Workspace | undefined {
  return project
    .view()
    .workspaces()
    .find(workspace => workspace.id === id);
}

function noWorkspace(id: string): PlannedEdit {
  return { refused: `There is no workspace '${id}'.` };
}
