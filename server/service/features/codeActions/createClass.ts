import { builderFile, configFile, type NewFile } from '../../authoring/step.js';
import { textOf } from '../../rules/entries.js';
import { textIn } from './data.js';
import { declarationOf } from './declaration.js';
import type { FixMaker, FixRequest } from './fix.js';

const KINDS = {
  builder_step_name: {
    suffix: 'StepBuilder',
    folder: 'builders',
    noun: 'builder',
    make: builderFile,
  },
  config_class: { suffix: 'Config', folder: 'configs', noun: 'config', make: configFile },
} as const;

/** Makes the class that an entry names, where its workspace or package keeps such classes. */
export const createClass: FixMaker = request => {
  const { finding, file, view } = request;
  const field = textIn(finding, 'field');
  const value = textIn(finding, 'value');
  if (value === undefined || (field !== 'builder_step_name' && field !== 'config_class')) return [];
  const { suffix, folder, noun, make } = KINDS[field];
  const base = value.slice(0, -suffix.length);
  const steps = stepsFolder(request);
  if (!value.endsWith(suffix) || base === '' || steps === undefined) return [];
  const declaration = declarationOf(request)?.declaration;
  const made: NewFile = make({
    name: base,
    sagemakerType: (declaration && textOf(declaration, 'sagemaker_step_type')) ?? 'Processing',
    description: (declaration && textOf(declaration, 'description')) ?? `Step ${finding.name}`,
    extra: new Map(),
  });
  const path = `${steps}${folder}/${made.path}`;
  const uri = file.uri.slice(0, -file.path.length) + path;
  if (view.file(uri) !== undefined) return [];
  return [
    {
      title: `Create the ${noun} class '${value}'`,
      changes: [],
      files: [{ path, text: made.text }],
    },
  ];
};

/** Where the classes of the file's workspace, core or step pack live; with a slash at its end. */
function stepsFolder({ file }: FixRequest): string | undefined {
  const { role } = file;
  if (!('root' in role)) return undefined;
  const root = role.root === '' ? '' : `${role.root}/`;
  switch (role.kind) {
    case 'workspace-registry':
      return `${root}src/cursus_dev/steps/`;
    case 'interface':
      return role.pack ? `${root}step_pack/` : `${root}steps/`;
    default:
      return /(?:^|\/)steps\/$/.test(root) ? root : `${root}steps/`;
  }
}
