import { describe, expect, it } from 'vitest';
import { ProjectText, type Texts } from '../../support/projectText.js';
import { said } from '../../support/said.js';

const REGISTRY = 'src/cursus_dev/registry/workspace_registry.py';
const entry = (name: string, specType = name): string =>
  `"${name}": {"spec_type": "${specType}", "sagemaker_step_type": "Lambda"}`;
const CORE: Texts = {
  'src/cursus/registry/step_names.py': `STEP_NAMES = {${[
    entry('XGBoostTraining'),
    entry('Package', 'Packaging'),
    entry('RiskScoreB'),
    '"Untyped": {"sagemaker_step_type": "Lambda"}',
  ].join(', ')}}\n`,
  [`dev/ann/${REGISTRY}`]: `LOCAL_STEPS = {${[entry('RiskScoreC', 'Risk'), entry('OwnStep')].join(', ')}}\n`,
  [`dev/bob/${REGISTRY}`]: `LOCAL_STEPS = {${entry('RiskScoreA')}}\n`,
};

function about(path: string, text: string): readonly string[] {
  return said(new ProjectText({ ...CORE, [path]: text }), path);
}

/** What is meant by a node of a pipeline, as the message says it. */
function meant(name: string, folder = 'dags'): string {
  const [first = 'nothing is said'] = node(name, folder);
  return /at run time\.(.*)$/.exec(first)?.[1]?.trim() ?? first;
}

function node(name: string, folder: string): readonly string[] {
  return about(
    `${folder}/d.py`,
    `from cursus.api.dag.base_dag import PipelineDAG\nPipelineDAG().add_node("${name}")\n`,
  );
}

function specType(name: string, folder: string): readonly string[] {
  return about(
    `${folder}/spec.py`,
    `from cursus.core.base.specification_base import StepSpecification\nStepSpecification(step_type="${name}")\n`,
  );
}

describe('a step that nobody declares', () => {
  it.each([
    [
      'of a DAG',
      'PipelineDAG().add_node("Nowhere")',
      'no builder and no configuration is found for it at run time',
    ],
    [
      'that is asked for',
      'get_step_description("Nowhere")',
      'the registry raises an error for it at run time',
    ],
    [
      'of a specification',
      'StepSpecification(step_type="Nowhere")',
      'no step is found for this spec type at run time',
    ],
  ])('%s is said with what comes of it', (_what, line, consequence) => {
    const text = `from cursus.api.dag.base_dag import PipelineDAG\nfrom cursus.core.base.specification_base import StepSpecification\nfrom cursus.registry.step_names import get_step_description\n${line}\n`;
    expect(about('dags/d.py', text)).toEqual([
      `warning unknown-step "Nowhere": 'Nowhere' is no step of core, so ${consequence}.`,
    ]);
    expect(about('dev/ann/d.py', text)).toEqual([
      `warning unknown-step "Nowhere": 'Nowhere' is no step of workspace 'ann' or core, so ${consequence}.`,
    ]);
  });
});

describe('a spec type', () => {
  it('may have another name than its step, in core and in the own workspace', () => {
    expect(specType('Packaging', 'src/cursus/steps/specs')).toEqual([]);
    expect(specType('Packaging_Training', 'dev/ann/specs')).toEqual([]);
    expect(specType('Risk', 'dev/ann/specs')).toEqual([]);
    expect(specType('Risk_Calibration', 'dev/ann/specs')).toEqual([]);
    expect(specType('Untyped', 'dags')).toEqual([]);
  });

  it('of another workspace is unknown', () => {
    expect(specType('Risk', 'dev/bob/specs')).toEqual([
      "warning unknown-step \"Risk\": 'Risk' is no step of workspace 'bob' or core, so no step is found for this spec type at run time. Did you mean 'RiskScoreA', 'RiskScoreB' or 'RiskScoreC'?",
    ]);
    expect(specType('Nothing', 'dev/ann/specs')).toHaveLength(1);
  });

  it('is no name of a node', () => {
    expect(node('Packaging', 'dags')).toHaveLength(1);
    expect(node('Risk', 'dev/ann')).toHaveLength(1);
  });
});

describe('what was meant', () => {
  it('is first a step that can be seen from there', () => {
    expect(meant('RiskScoreX')).toBe("Did you mean 'RiskScoreB', 'RiskScoreA' or 'RiskScoreC'?");
    expect(meant('RiskScoreX', 'dev/ann')).toBe(
      "Did you mean 'RiskScoreB', 'RiskScoreC' or 'RiskScoreA'?",
    );
    expect(meant('RiskScoreX', 'dev/bob')).toBe(
      "Did you mean 'RiskScoreA', 'RiskScoreB' or 'RiskScoreC'?",
    );
  });

  it.each([
    ['XGBoostTraning_calibration', "Did you mean 'XGBoostTraining_calibration'?"],
    // The job type is so short that the whole could pass for a misspelt name without one.
    ['XGBoostTraning_us', "Did you mean 'XGBoostTraining_us'?"],
    ['XGBoostTraning_us_a', "Did you mean 'XGBoostTraining_us_a'?"],
    ['XGBoost_Training_us', "Did you mean 'XGBoostTraining_us'?"],
    ['Packag', "Did you mean 'Package'?"],
    ['XGBoost_training', "Did you mean 'XGBoostTraining'?"],
    ['XGBoost', "Did you mean 'XGBoostTraining'?"],
    ['XGBoostTraining-training', "Did you mean 'XGBoostTraining_training'?"],
    ['XGBoostTraning-calibration', ''],
    ['Deploy', ''],
  ])('by %s keeps the job type behind it', (name, question) => {
    expect(meant(name)).toBe(question);
  });

  it('follows what the registries declare', () => {
    const dag = 'dags/d.py';
    const text =
      'from cursus.api.dag.base_dag import PipelineDAG\nPipelineDAG().add_node("Zebra")\n';
    const project = new ProjectText({ ...CORE, [dag]: text });
    expect(said(project, dag)[0]).not.toContain('Did you mean');
    project.write(`dev/ann/${REGISTRY}`, `LOCAL_STEPS = {${entry('Zebras')}}\n`);
    expect(said(project, dag)[0]).toContain("Did you mean 'Zebras'?");
    project.write(`dev/ann/${REGISTRY}`, `LOCAL_STEPS = {${entry('Zebr')}}\n`);
    expect(said(project, dag)[0]).toContain("Did you mean 'Zebr'?");
  });

  it('in an execution document ends at a hyphen', () => {
    const text = '{"PIPELINE_STEP_CONFIGS": {"XGBoostTraning-Calibration": {}}}\n';
    expect(about('projects/p/execute_doc.json', text)[0]).toContain(
      "Did you mean 'XGBoostTraining-Calibration'?",
    );
  });
});

describe('in tests', () => {
  it.each([
    ['XGBoostTraning', 1],
    ['XGBoostTraining1', 0],
    ['XGBoostTraining-training', 0],
    ['XGBoost', 0],
    ['Deploy', 0],
  ])('%s is a typing error or made up', (name, count) => {
    const text = `from cursus.api.dag.base_dag import PipelineDAG\nPipelineDAG().add_node("${name}")\n`;
    expect(about('test/test_dag.py', text)).toHaveLength(count);
  });
});
