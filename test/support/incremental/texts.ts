/** What the files of the random project may say; the first text of each is what it starts with. */

const CORE = `STEP_NAMES = {
    "XGBoostTraining": {"config_class": "XGBoostTrainingConfig", "builder_step_name": "XGBoostTrainingStepBuilder",
        "spec_type": "XGBoostTraining", "sagemaker_step_type": "Training", "description": "trains"},
    "Package": {"config_class": "PackageConfig", "builder_step_name": "PackageStepBuilder",
        "spec_type": "Package", "sagemaker_step_type": "Processing", "description": "packs"},
}
`;

const ENTRY = (name: string, more = ''): string =>
  `    "${name}": {"config_class": "${name}Config", "builder_step_name": "${name}StepBuilder", "spec_type": "${name}", "sagemaker_step_type": "Processing", "description": "d"${more}},\n`;

const WORKSPACES = [
  `LOCAL_STEPS = {\n${ENTRY('RiskScore')}}\nSTEP_OVERRIDES = {\n${ENTRY('Package', ', "priority": 5')}}\n`,
  `from names import RISK\nLOCAL_STEPS = {\n    RISK: {"sagemaker_step_type": "Processing"},\n${ENTRY('Packge')}}\n`,
  `WORKSPACE_METADATA = {"developer_id": "ann", "default_resolution_strategy": "core_fallback"}\nLOCAL_STEPS = {\n${ENTRY('XGBoostTraining')}${ENTRY('RiskScore')}}\n`,
  `WORKSPACE_STEPS = {\n${ENTRY('RiskScore')}${ENTRY('RiskScore')}}\nSTEP_OVERRIDES = {\n${ENTRY('XGBoostTrainin')}}\n`,
  `LOCAL_STEPS = {\n    "RiskScore": {"sagemaker_step_type": 3},\n    "Caf\u00e9\u{1f600}": {},\n`,
  `import os\nLOCAL_STEPS = dict(os.environ)\nclass RiskScoreConfig: ...\n`,
  '# cursus: ignore[unknown-step]\nSTEP_OVERRIDES = {}\n',
  `LOCAL_STEPS = {\n${ENTRY('RiskScore').replace('"spec_type": "RiskScore"', '"spec_type": "Risk"')}}\n`,
];

const CLASSES = [
  'class XGBoostTrainingConfig: ...\nclass XGBoostTrainingStepBuilder: ...\nclass PackageConfig: ...\nclass PackageStepBuilder: ...\n',
  'class RiskScoreConfig: ...\nclass RiskScoreStepBuilder: ...\n',
  'from elsewhere import *\nclass PackageStepBuilder: ...\n',
  'class XGBoostTrainigStepBuilder: ...\n',
  '',
];

const DAGS = [
  'from cursus.api.dag.base_dag import PipelineDAG\ndag = PipelineDAG()\ndag.add_node("XGBoostTraining")\ndag.add_node("RiskScore")\ndag.add_edge("XGBoostTraining", "Packge")\n',
  'from cursus.registry.step_names import get_builder_step_name\nget_builder_step_name("RiskScre")\n# \u{1f680}\nget_builder_step_name("Package")\n',
  'from cursus.api.dag.base_dag import PipelineDAG\nPipelineDAG(nodes=["Café", "XGBoostTraining_training"])  # cursus: ignore\n',
  'print("nothing")\n',
];

const PROJECT_FILES = [
  'rules: {unknown-config-class: "off"}\n',
  'exclude: [dags]\n',
  'ignore:\n  - name: RiskScore\n    codes: [conflicting-step-name]\n  - path: "**/train.py"\n',
  'choices: {RiskScore: bob}\nworkspaces: ["teams/*/registry.py"]\n',
  'core: other/step_names.py\n',
  'surprise: 1\nrules: [\n',
];

const SPECS = [
  'from cursus.core.base.specification_base import StepSpecification\nStepSpecification(step_type="Risk_Training")\nStepSpecification(step_type="RiskScre")\n',
  'from cursus.core.base.specification_base import StepSpecification\nStepSpecification(step_type="Package")\n',
];

/** The first documents of a new window: what they say is nobody else's business until they are saved. */
const SCRATCH = ['', DAGS[0]!, WORKSPACES[0]!, 'class RiskScoreConfig: ...\n'];

export const TEXTS: Readonly<Record<string, readonly string[]>> = {
  'src/cursus/registry/step_names.py': [
    CORE,
    CORE.replaceAll('Package', 'RiskScore'),
    'import os\nSTEP_NAMES = {}\nSTEP_NAMES[os.name] = {}\n',
    'STEP_NAMES = {"XGBoostTraining": {"sagemaker_step_type": "Trainin"}, "XGBoostTraining": {}}\n',
  ],
  'src/cursus/steps/builders/builders.py': CLASSES,
  'src/cursus/steps/interfaces/package.step.yaml': [
    'step_type: Package\nregistry:\n  sagemaker_step_type: Processing\n',
    'step_type: Package\n',
    'step_type: RiskScore\nregistry:\n  sagemaker_step_type: Nothing\n',
    'step_type: [\n',
  ],
  'developers/ann/src/cursus_dev/registry/workspace_registry.py': WORKSPACES,
  'developers/ann/src/cursus_dev/registry/names.py': [
    'RISK = "RiskScore"\n',
    'RISK = "Package"\n',
    'RISK = 1 +\n',
  ],
  'developers/ann/src/cursus_dev/builders/builder_risk_score_step.py': CLASSES,
  'developers/bob/src/cursus_dev/registry/workspace_registry.py': WORKSPACES,
  'other/step_names.py': [CORE.replaceAll('XGBoostTraining', 'Other')],
  'teams/red/registry.py': WORKSPACES,
  'dags/train.py': DAGS,
  'dags/train.dag.json': [
    '{"dag": {"nodes": ["XGBoostTraining", "RiskScore", "Packge"], "edges": []}}\n',
    '{"dag": {"nodes": [',
    '{"nodes": []}\n',
  ],
  'dags/explore.ipynb': [
    JSON.stringify({
      cells: [{ cell_type: 'code', metadata: {}, outputs: [], source: [DAGS[0]] }],
      metadata: {},
      nbformat: 4,
    }),
    '{"cells": [',
  ],
  'cursus-registry.yaml': PROJECT_FILES,
  'nested/dags/train.py': DAGS,
  'nested/developers/cat/src/cursus_dev/registry/workspace_registry.py': WORKSPACES,
  'nested/cursus-registry.yaml': PROJECT_FILES,
  'developers/bob/pyvenv.cfg': ['home = /usr\n'],
  'developers/.git': ['gitdir: elsewhere\n'],
  'developers/ann/src/cursus_dev/specs/risk.py': SPECS,
  'untitled:Untitled-1': SCRATCH,
  'untitled:Untitled-2': SCRATCH,
};

export const FILES = Object.keys(TEXTS).filter(name => !name.startsWith('untitled:'));

/** Documents without a file. */
export const UNTITLED = ['untitled:Untitled-1', 'untitled:Untitled-2'];

export const NOTEBOOK = 'dags/explore.ipynb';

/** What a cell of the open notebook may say. */
export const CELLS = [
  DAGS[0]!,
  'dag.add_node("RiskScore")\n',
  'dag.add_node("Packge")  # \u{1f680} cursus: ignore\n',
  '%matplotlib inline\nprint("',
  '',
];

/** Folders that come and go as a whole. */
export const FOLDERS = ['developers/ann', 'developers', 'dags', 'nested', 'src/cursus', 'src'];

export const SETTINGS: readonly Record<string, unknown>[] = [
  {},
  { severity: { 'unknown-step': 'error', 'missing-field': 'off' } },
  { exclude: ['developers/bob'] },
  { exclude: ['**/*.py'], activeWorkspace: 'ann' },
  { maxFiles: 'many' },
];

/** What is typed. */
export const TYPED = [
  '',
  '"',
  '\n',
  'RiskScore',
  '    "Package": {},\n',
  '\u{1f600}',
  '\ud83d',
  '}\n',
  '# cursus: ignore\n',
  '\r\n',
  '"""',
  'x = [',
  'class RiskScoreStepBuilder: ...\n',
];
