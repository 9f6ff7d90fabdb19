import { builtinCore } from '../../server/service/project/builtinCore.js';
import { createLayout } from '../../server/service/project/layout.js';
import type { IndexedFile } from '../../server/service/project/project.js';
import { readProjectFile } from '../../server/service/project/projectFile.js';
import { ProjectIndex } from '../../server/service/project/projectIndex.js';
import { judge } from '../../server/service/rules/engine.js';
import type { Finding } from '../../server/service/rules/finding.js';
import type { JudgementOptions } from '../../server/service/rules/rule.js';
import { readSource } from '../../server/service/sources/index.js';
import { PROJECT_FILE_NAME } from '../../shared/projectFile.js';

export const ROOT = 'file:///repo/';

export type Texts = Readonly<Record<string, string>>;

/** A project from texts alone: read, indexed and judged as the server does it, without any file. */
export class ProjectText {
  readonly index: ProjectIndex;
  readonly #texts = new Map<string, string>();
  readonly #layout;

  constructor(texts: Texts) {
    this.index = new ProjectIndex({ file: builtinCore().file, description: 'built-in' });
    const projectFile = texts[PROJECT_FILE_NAME];
    const config = projectFile === undefined ? undefined : readProjectFile(projectFile).config;
    this.#layout = createLayout({ core: config?.core, workspaces: config?.workspaces ?? [] });
    for (const [path, text] of Object.entries(texts)) this.#texts.set(path, text);
    for (const [path, text] of Object.entries(texts)) this.write(path, text);
  }

  paths(): string[] {
    return [...this.#texts.keys()];
  }

  text(path: string): string {
    return this.#texts.get(path)!;
  }

  /** The file as it would be indexed with that text; `undefined` where its path means nothing to the registry. */
  read(path: string, text: string): IndexedFile | undefined {
    const role = this.#layout(path);
    if (role === undefined) return undefined;
    const modules = {
      text: (module: string): string | undefined =>
        this.#texts.get(`${module}.py`) ?? this.#texts.get(`${module}/__init__.py`),
    };
    const facts =
      role.kind === 'project-file'
        ? readProjectFile(text).facts
        : readSource({ path, role, text, modules });
    return { uri: ROOT + path, path, role, facts };
  }

  write(path: string, text: string): void {
    this.#texts.set(path, text);
    if (path === PROJECT_FILE_NAME) this.index.setConfig(readProjectFile(text).config);
    const file = this.read(path, text);
    if (file !== undefined) this.index.replace(file);
  }

  remove(path: string): void {
    this.#texts.delete(path);
    if (path === PROJECT_FILE_NAME) this.index.setConfig(readProjectFile('').config);
    this.index.remove(ROOT + path);
  }

  findings(path: string, options: JudgementOptions = {}): readonly Finding[] {
    const file = this.index.file(ROOT + path);
    return file === undefined ? [] : judge(file, this.index.view(), options);
  }

  /** The findings of a text in place of the one that is there. */
  findingsOf(path: string, text: string, options: JudgementOptions = {}): readonly Finding[] {
    const draft = this.read(path, text);
    return draft === undefined ? [] : judge(draft, this.index.view(undefined, draft), options);
  }

  /** `code [(severity)] "text at its place"` of each finding; the severity only where it is not the given default. */
  summary(path: string, options: JudgementOptions = {}): string[] {
    return this.findings(path, options).map(({ code, severity, span }) => {
      const at = this.text(path).slice(span.start, span.end);
      return `${code} (${severity}) ${at}`;
    });
  }

  /** {@link summary} of every file that has a finding. */
  all(options: JudgementOptions = {}): Record<string, string[]> {
    const found: Record<string, string[]> = {};
    for (const path of this.#texts.keys()) {
      const summary = this.summary(path, options);
      if (summary.length > 0) found[path] = summary;
    }
    return found;
  }
}

/** Registries of these workspaces, each with the local step `Far` and an override of `Package`. */
export function declaredBy(...ids: readonly string[]): Texts {
  const text =
    'LOCAL_STEPS = {"Far": {"sagemaker_step_type": "Training"}}\nSTEP_OVERRIDES = {"Package": {"sagemaker_step_type": "Training"}}\n';
  return Object.fromEntries(
    ids.map(id => [`dev/${id}/src/cursus_dev/registry/workspace_registry.py`, text]),
  );
}
