import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface TreeSize {
  readonly developers: number;
  readonly stepsEach: number;
  /** Python files that use steps. */
  readonly consumers: number;
}

/** The sizes of DESIGN's speed goals: fifty steps a developer, two consumers a developer. */
export function sizeFor(developers: number): TreeSize {
  return { developers, stepsEach: 50, consumers: developers * 2 };
}

const CORE = [
  'CradleDataLoading',
  'TabularPreprocessing',
  'XGBoostTraining',
  'ModelCalibration',
  'Package',
];
const JOB_TYPES = ['training', 'validation', 'testing', 'calibration'];

/** The name of a step of the tree; every developer also declares `SharedScore`. */
export function stepName(developer: number, step: number): string {
  return step === 0 ? 'SharedScore' : `Dev${developer}Feature${step}`;
}

export function workspaceFolder(developer: number): string {
  return `developer_workspaces/developers/dev${developer}`;
}

export function registryPath(developer: number): string {
  return `${workspaceFolder(developer)}/src/cursus_dev/registry/workspace_registry.py`;
}

function entry(name: string, builder: string): string {
  return `    "${name}": {
        "config_class": "${name}Config",
        "builder_step_name": "${builder}",
        "spec_type": "${name}",
        "sagemaker_step_type": "Processing",
        "description": "Makes the feature ${name} from the tables of the day before",
        "framework": "pandas",
        "job_types": ["training", "validation"],
    },
`;
}

export function registryText(developer: number, steps: number): string {
  const local = Array.from({ length: steps }, (_, i) => {
    const name = stepName(developer, i);
    return entry(name, `${i === 0 ? `Dev${developer}${name}` : name}StepBuilder`);
  }).join('');
  return `"""Registry of developer ${developer}."""

LOCAL_STEPS = {
${local}}

STEP_OVERRIDES = {
${entry('XGBoostTraining', 'XGBoostTrainingStepBuilder')}}

WORKSPACE_METADATA = {"developer_id": "dev${developer}", "version": "1.0.0"}
`;
}

function classes(names: readonly string[], base: string, module: string): string {
  const bodies = names.map(
    name => `class ${name}(${base}):
    """What ${name} does, in a sentence or two, as people write them."""

    def create_step(self, **kwargs):
        inputs = {"data": kwargs.get("data"), "labels": kwargs.get("labels")}
        return self.config.make(inputs)
`,
  );
  return `from ${module} import ${base}\n\n\n${bodies.join('\n\n')}`;
}

function consumer(index: number, size: TreeSize): string {
  const developer = index % size.developers;
  const names = Array.from({ length: 15 }, (_, i) =>
    i < CORE.length
      ? `${CORE[i]}_${JOB_TYPES[index % JOB_TYPES.length]}`
      : stepName(developer, 1 + ((index * 7 + i) % (size.stepsEach - 1))),
  );
  names.push('SharedScore');
  const nodes = names.map(name => `    dag.add_node("${name}")`);
  const edges = names.slice(1).map((name, i) => `    dag.add_edge("${names[i]}", "${name}")`);
  return `"""Pipeline ${index}."""

from cursus.api.dag.base_dag import PipelineDAG


def create_dag():
    dag = PipelineDAG()
${[...nodes, ...edges].join('\n')}
    return dag
`;
}

function core(): string {
  const rows = CORE.map(name => entry(name, `${name}StepBuilder`)).join('');
  return `"""Core."""\n\nSTEP_NAMES = {\n${rows}}\n`;
}

/** Writes a tree that is clean but for the conflict on `SharedScore`; returns how many files and bytes it has. */
export function generateTree(root: string, size: TreeSize): { files: number; bytes: number } {
  let files = 0;
  let bytes = 0;
  const write = (path: string, text: string): void => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    files++;
    bytes += Buffer.byteLength(text);
  };
  write('.git/HEAD', 'ref: refs/heads/main\n');
  write('src/cursus/registry/step_names.py', core());
  write(
    'src/cursus/steps/builders/builders.py',
    classes(
      CORE.map(name => `${name}StepBuilder`),
      'StepBuilderBase',
      'cursus.core.base.builder_base',
    ),
  );
  write(
    'src/cursus/steps/configs/configs.py',
    classes(
      CORE.map(name => `${name}Config`),
      'BasePipelineConfig',
      'cursus.core.base.config_base',
    ),
  );
  for (let developer = 0; developer < size.developers; developer++) {
    const names = Array.from({ length: size.stepsEach }, (_, i) => stepName(developer, i));
    const steps = `${workspaceFolder(developer)}/src/cursus_dev/steps`;
    write(registryPath(developer), registryText(developer, size.stepsEach));
    const builders = names.map((name, i) => (i === 0 ? `Dev${developer}${name}` : name));
    write(
      `${steps}/builders/builders.py`,
      classes(
        builders.map(name => `${name}StepBuilder`),
        'StepBuilderBase',
        'cursus.core.base.builder_base',
      ),
    );
    write(
      `${steps}/configs/configs.py`,
      classes(
        names.map(name => `${name}Config`),
        'ProcessingStepConfigBase',
        'cursus.steps.configs.base',
      ),
    );
    if (developer % 10 === 0) {
      const nodes = names.slice(1, 8);
      write(
        `${workspaceFolder(developer)}/dags/main.dag.json`,
        `${JSON.stringify({ dag: { nodes, edges: nodes.slice(1).map((name, i) => [nodes[i], name]) }, metadata: {} }, null, 2)}\n`,
      );
      write(`${workspaceFolder(developer)}/demo.ipynb`, notebook(nodes));
    }
  }
  for (let index = 0; index < size.consumers; index++) {
    write(
      `${workspaceFolder(index % size.developers)}/pipelines/pipeline_${index}.py`,
      consumer(index, size),
    );
  }
  return { files, bytes };
}

function notebook(nodes: readonly string[]): string {
  const lines = [
    'from cursus.api.dag.base_dag import PipelineDAG\n',
    'dag = PipelineDAG()\n',
    ...nodes.map(name => `dag.add_node("${name}")\n`),
  ];
  return `${JSON.stringify({ cells: [{ cell_type: 'code', metadata: {}, outputs: [], source: lines }], metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}
