import {
  type ClientAbilities,
  type FeatureContext,
  INDEX_PLACES,
  type OpenText,
  PLAIN_CLIENT,
} from '../../../server/service/features/context.js';
import { ProjectText, ROOT, type Texts } from '../../support/projectText.js';

/** A client that announces everything. */
export const FULL_CLIENT: ClientAbilities = {
  ...PLAIN_CLIENT,
  snippets: true,
  markdown: true,
  lazyDocumentation: true,
  labelDetails: true,
  locationLinks: true,
  symbolTree: true,
  documentChanges: true,
  changeAnnotations: true,
  fileRenames: true,
};

export interface At {
  readonly open: OpenText;
  readonly offset: number;
  readonly context: FeatureContext;
}

export interface SceneOptions {
  readonly workspace?: string;
  readonly client?: Partial<ClientAbilities>;
}

/**
 * A project of texts with the caret at `|` in one of them. The marked text is what is open; the index has read it too.
 * @param path of the text that `marked` is
 */
export function scene(texts: Texts, path: string, marked: string, options: SceneOptions = {}): At {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const project = new ProjectText({ ...texts, [path]: text });
  const view = project.index.view();
  const file = view.file(ROOT + path);
  if (file === undefined) throw new Error(`${path} has no role`);
  const { role, facts } = file;
  return {
    open: { uri: file.uri, path, role, text, lines: facts.lines, facts, file },
    offset,
    context: {
      view,
      client: { ...FULL_CLIENT, ...options.client },
      places: INDEX_PLACES,
      ...(options.workspace === undefined ? {} : { workspace: options.workspace }),
    },
  };
}

/** An interface file's text. */
export function iface(name: string, type = 'Processing', rest = ''): string {
  return `step_type: ${name}\nnode_type: internal\nregistry:\n  sagemaker_step_type: ${type}\n  description: About ${name}\n${rest}`;
}

/** A core of interface files, by path. */
export function coreOf(...names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.map(name => {
      const stem = name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
      return [`src/cursus/steps/interfaces/${stem}.step.yaml`, iface(name)];
    }),
  );
}
