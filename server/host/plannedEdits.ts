import type {
  CreateFile,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-types';
import { PROJECT_FILE_NAME } from '../../shared/projectFile.js';
import type { PlannedEdit } from '../../shared/protocol.js';
import { addToTable, type Edited } from '../service/authoring/addToTable.js';
import type { PlannedEntry, PlanProblem, RegistryPlan } from '../service/authoring/registryPlan.js';
import { differenceOf } from '../service/features/codeActions/difference.js';
import type { ClientAbilities } from '../service/features/context.js';
import { LineIndex } from '../service/text/span.js';
import type { Project } from './project.js';
import type { ProjectTexts } from './projectTexts.js';
import type { Engine } from './surroundings.js';
import type { Uris } from './uris.js';

/** One file's text before and after; `before` is undefined where there is no such file. */
interface Change {
  readonly uri: string;
  readonly version: number | null;
  readonly before: string | undefined;
  readonly after: string;
}

/** Turns plans into edits that a client applies in one go, on the texts as they are this moment. */
export class PlannedEdits {
  readonly #texts: ProjectTexts;
  readonly #uris: Uris;
  readonly #engine: Engine;
  readonly #client: ClientAbilities;

  constructor(texts: ProjectTexts, uris: Uris, engine: Engine, client: ClientAbilities) {
    this.#texts = texts;
    this.#uris = uris;
    this.#engine = engine;
    this.#client = client;
  }

  /** The edit that carries out a plan; nothing of it where one part cannot be done. */
  async ofPlan(project: Project, plan: RegistryPlan | PlanProblem): Promise<PlannedEdit> {
    if ('problem' in plan) return { refused: `${plan.problem}.` };
    const changes: Change[] = [];
    for (const { path, text } of plan.create) {
      const { uri, text: there } = this.#texts.now(`${project.root}/${path}`);
      if (there !== undefined) return { refused: `${path} exists already.` };
      changes.push({ uri, version: null, before: undefined, after: text });
    }
    for (const planned of plan.entries) {
      const change = await this.#entry(project, planned);
      if ('problem' in change) return { refused: `${planned.file.path}: ${change.problem}.` };
      changes.push(change);
    }
    const shown = changes.at(-1)?.uri;
    return this.#planned(changes, shown);
  }

  /** @param change makes the new text of the project file; its old one is undefined where there is none */
  ofProjectFile(project: Project, change: (text: string | undefined) => Edited): PlannedEdit {
    const { uri, text: before, version } = this.#texts.now(`${project.root}/${PROJECT_FILE_NAME}`);
    const edited = change(before);
    if ('problem' in edited) return { refused: `${edited.problem}.` };
    return this.#planned([{ uri, version, before, after: edited.text }]);
  }

  async #entry(
    project: Project,
    { file, kind, name, entry }: PlannedEntry,
  ): Promise<Change | PlanProblem> {
    const texts = this.#texts.of(project);
    const uri = this.#uris.client(file.uri);
    let before: string;
    try {
      before = await texts.read(uri);
    } catch {
      return { problem: 'the file is gone, or it cannot be read' };
    }
    const { path, role } = file;
    const facts = this.#engine.read({ path, role, text: before });
    const edited = addToTable(before, facts, kind, name, entry);
    if ('problem' in edited) return edited;
    return { uri, version: texts.version(uri), before, after: edited.text };
  }

  #planned(changes: readonly Change[], open?: string): PlannedEdit {
    const creates = changes.some(({ before }) => before === undefined);
    if (creates && !(this.#client.documentChanges && this.#client.fileCreations)) {
      return { refused: 'This editor cannot make files for a language server.' };
    }
    return {
      edit: workspaceEdit(changes, this.#client.documentChanges),
      ...(open === undefined ? {} : { open }),
    };
  }
}

function workspaceEdit(changes: readonly Change[], documentChanges: boolean): WorkspaceEdit {
  if (!documentChanges) {
    return { changes: Object.fromEntries(changes.map(change => [change.uri, editsOf(change)])) };
  }
  return {
    documentChanges: changes.flatMap((change): (CreateFile | TextDocumentEdit)[] => {
      const { uri, version, before } = change;
      const edit: TextDocumentEdit = { textDocument: { uri, version }, edits: editsOf(change) };
      if (before !== undefined) return [edit];
      const options = { overwrite: false, ignoreIfExists: false };
      return [{ kind: 'create', uri, options }, edit];
    }),
  };
}

function editsOf({ before = '', after }: Change): TextEdit[] {
  const { span, text } = differenceOf(before, after);
  return [{ range: new LineIndex(before).range(span), newText: text }];
}
