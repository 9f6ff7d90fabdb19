import { canonicalToSnake } from '../registry/names/snakeCase.js';
import type { PyDict, PyValue } from '../sources/values.js';
import { DEFAULT_STYLE, entryLiteral, valueLiteral } from './pythonText.js';
import { builderFile, configFile, type NewFile, type NewStep } from './step.js';

export const WORKSPACE_TEMPLATES = ['minimal', 'standard', 'advanced'] as const;

export type WorkspaceTemplate = (typeof WORKSPACE_TEMPLATES)[number];

const PURPOSE: Record<WorkspaceTemplate, string> = {
  minimal: 'empty tables, ready for the first step',
  standard: 'one processing step with its builder and configuration',
  advanced: 'two steps with the metadata that decides conflicts',
};

/** Why an id cannot name a workspace; undefined where it can. */
export function workspaceIdProblem(id: string): string | undefined {
  if (id === 'core') return "'core' is the name of the shared registry";
  if (!/^[\p{L}\p{N}_-]+$/u.test(id)) return 'use letters, digits, _ and - only';
  if (!/[\p{L}\p{N}]/u.test(id)) return 'use at least one letter or digit';
  return undefined;
}

/** The id as the beginning of a class name: `ann-lee` is `AnnLee`, `2nd` is `Dev2nd`. */
export function namePrefix(id: string): string {
  const words = id.split(/[^A-Za-z0-9]+/).filter(word => word !== '');
  const joined = words.map(word => word[0]!.toUpperCase() + word.slice(1)).join('');
  return /^[A-Z]/.test(joined) ? joined : `Dev${joined}`;
}

function templateSteps(id: string, template: WorkspaceTemplate): readonly NewStep[] {
  const prefix = namePrefix(id);
  if (template === 'minimal') return [];
  if (template === 'standard') {
    return [
      {
        name: `${prefix}Processing`,
        sagemakerType: 'Processing',
        description: `A processing step of ${id}`,
        extra: new Map<string, PyValue>([
          ['framework', 'pandas'],
          ['job_types', ['training', 'validation']],
          ['priority', 90],
        ]),
      },
    ];
  }
  return [
    {
      name: `${prefix}Preprocessing`,
      sagemakerType: 'Processing',
      description: `Data preparation of ${id}`,
      extra: new Map<string, PyValue>([
        ['framework', 'pandas'],
        ['job_types', ['training', 'validation', 'testing', 'calibration']],
        ['priority', 80],
        ['environment_tags', ['development', 'cpu']],
        ['compatibility_tags', ['tabular']],
        ['conflict_resolution_strategy', 'framework_match'],
      ]),
    },
    {
      name: `${prefix}Evaluation`,
      sagemakerType: 'Processing',
      description: `Model evaluation of ${id}`,
      extra: new Map<string, PyValue>([
        ['framework', 'pytorch'],
        ['framework_version', '2.1.0'],
        ['job_types', ['validation', 'testing']],
        ['priority', 85],
        ['environment_tags', ['development', 'gpu']],
        ['conflict_resolution_strategy', 'environment_match'],
      ]),
    },
  ];
}

function metadata(id: string, template: WorkspaceTemplate): PyDict {
  const values = new Map<string, PyValue>([
    ['developer_id', id],
    ['version', '0.1.0'],
    ['description', `Workspace of ${id}`],
  ]);
  if (template === 'advanced') {
    values.set('default_resolution_strategy', 'workspace_priority');
    values.set('preferred_frameworks', ['pandas', 'pytorch']);
    values.set('environment_preferences', ['development', 'cpu']);
    values.set('conflict_tolerance', 'medium');
  }
  return values;
}

function registryFile(id: string, steps: readonly NewStep[], template: WorkspaceTemplate): string {
  const style = DEFAULT_STYLE;
  const entries = steps.map(
    step => `    ${entryLiteral(step.name, entryOfStep(step), style, '    ')},\n`,
  );
  return [
    `"""Step registry of ${id.replaceAll('\\', '')}."""\n`,
    '\n# Steps of this workspace. A name that core has belongs into STEP_OVERRIDES.\n',
    entries.length === 0 ? 'LOCAL_STEPS = {}\n' : `LOCAL_STEPS = {\n${entries.join('')}}\n`,
    '\n# Rows that replace a row of core in this workspace.\n',
    'STEP_OVERRIDES = {}\n',
    `\nWORKSPACE_METADATA = ${valueLiteral(metadata(id, template), style, '', 0)}\n`,
  ].join('');
}

/** The fields of a step's row, in the order of the core registry. */
export function entryOfStep(step: NewStep): PyDict {
  return new Map<string, PyValue>([
    ['config_class', `${step.name}Config`],
    ['builder_step_name', `${step.name}StepBuilder`],
    ['spec_type', step.name],
    ['sagemaker_step_type', step.sagemakerType],
    ['description', step.description],
    ...step.extra,
  ]);
}

function readme(id: string, steps: readonly NewStep[], template: WorkspaceTemplate): string {
  const list = steps.map(step => `- \`${step.name}\`: ${step.description}`).join('\n');
  return [
    `# Workspace ${id}\n`,
    `\nMade from the template *${template}*: ${PURPOSE[template]}.\n`,
    '\n| where | what |\n| --- | --- |\n',
    '| `src/cursus_dev/registry/workspace_registry.py` | the steps of this workspace and what it overrides |\n',
    '| `src/cursus_dev/steps/builders` | builder classes, one file each |\n',
    '| `src/cursus_dev/steps/configs` | configuration classes, one file each |\n',
    list === '' ? '' : `\n${list}\n`,
    `\nCheck it: \`cursus-registry check\`. See how a name resolves here: \`cursus-registry resolve STEP --workspace ${id}\`.\n`,
  ].join('');
}

/**
 * The files of a new workspace, relative to its folder. All names derive from the id, so that the workspaces of two
 * developers never conflict by birth.
 */
export function newWorkspaceFiles(id: string, template: WorkspaceTemplate): readonly NewFile[] {
  const steps = templateSteps(id, template);
  const packages = ['', 'registry/', 'steps/', 'steps/builders/', 'steps/configs/'];
  return [
    { path: 'README.md', text: readme(id, steps, template) },
    ...packages.map(folder => ({ path: `src/cursus_dev/${folder}__init__.py`, text: '' })),
    {
      path: 'src/cursus_dev/registry/workspace_registry.py',
      text: registryFile(id, steps, template),
    },
    ...steps.flatMap(step => [
      {
        ...builderFile(step),
        path: `src/cursus_dev/steps/builders/builder_${canonicalToSnake(step.name)}_step.py`,
      },
      {
        ...configFile(step),
        path: `src/cursus_dev/steps/configs/config_${canonicalToSnake(step.name)}_step.py`,
      },
    ]),
  ];
}
