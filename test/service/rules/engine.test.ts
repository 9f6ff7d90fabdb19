import { describe, expect, it } from 'vitest';
import { judge } from '../../../server/service/rules/engine.js';
import { ProjectText, ROOT, type Texts } from '../../support/projectText.js';

const registry = (id: string): string => `dev/${id}/src/cursus_dev/registry/workspace_registry.py`;
const ANN = registry('ann');
const CORE: Texts = {
  'src/cursus/registry/step_names.py':
    'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}, "XGBoostTraining": {"sagemaker_step_type": "Training"}}\n',
};
const SHADOW = 'LOCAL_STEPS = {"Package": {"sagemaker_step_type": "Processing"}}\n';

function summary(texts: Texts, path: string, options = {}): string[] {
  return new ProjectText({ ...CORE, ...texts }).summary(path, options);
}

describe('severities', () => {
  it('are the rule’s, then the user’s, then the project’s', () => {
    const severities = { 'shadowed-core-step': 'hint' } as const;
    const project = { 'cursus-registry.yaml': 'rules: {shadowed-core-step: error}\n' };
    expect(summary({ [ANN]: SHADOW }, ANN)).toEqual(['shadowed-core-step (warning) Package']);
    expect(summary({ [ANN]: SHADOW }, ANN, { severities })).toEqual([
      'shadowed-core-step (hint) Package',
    ]);
    expect(summary({ [ANN]: SHADOW, ...project }, ANN, { severities })).toEqual([
      'shadowed-core-step (error) Package',
    ]);
  });

  it('leave a finding as soft as its rule reports it, and make a loud one as loud as is asked for', () => {
    const aimless = {
      [ANN]: 'STEP_OVERRIDES = {"Anonymisation": {"sagemaker_step_type": "Training"}}\n',
    };
    const of = (severity: string) => ({ severities: { 'override-without-target': severity } });
    expect(summary(aimless, ANN, of('error'))[0]).toContain('(information)');
    expect(summary(aimless, ANN, of('hint'))[0]).toContain('(hint)');
    const pack = {
      'p/step_pack/interfaces/a.step.yaml':
        'step_type: A\nregistry:\n  sagemaker_step_type: Trainin\n',
    };
    const loud = { severities: { 'unknown-sagemaker-type': 'information' } };
    const texts = new ProjectText({ ...CORE, ...pack });
    const [path] = Object.keys(pack);
    expect(texts.summary(path!)).toContain('unknown-sagemaker-type (error) Trainin');
    expect(texts.summary(path!, loud as never)).toContain(
      'unknown-sagemaker-type (information) Trainin',
    );
  });

  it('never rise above information for what is held against the built-in core', () => {
    const project = new ProjectText({
      'd.dag.json': '{"dag": {"nodes": ["NoSuchStep"], "edges": []}}',
    });
    const severities = { 'unknown-step': 'error' } as const;
    expect(project.summary('d.dag.json', { severities })).toEqual([
      'unknown-step (information) NoSuchStep',
    ]);
  });
});

describe('against the built-in core', () => {
  const texts = {
    [registry('bob')]: 'STEP_OVERRIDES = {"XGBoostTraining": {"sagemaker_step_type": "Trainin"}}\n',
    'dev/ann/d.dag.json': '{"dag": {"nodes": ["XGBoostTraining"], "edges": []}}',
    [ANN]: 'LOCAL_STEPS = {}\n',
  };

  it('only what is called unknown is no more than information', () => {
    const project = new ProjectText(texts);
    expect(project.summary('dev/ann/d.dag.json')).toEqual([
      'cross-workspace-step (warning) XGBoostTraining',
    ]);
    expect(project.summary(registry('bob'))).toEqual([
      'missing-field (warning) XGBoostTraining',
      'unknown-sagemaker-type (information) Trainin',
    ]);
  });
});

describe('one key, one finding', () => {
  const both = { [ANN]: SHADOW, [registry('bob')]: SHADOW.replace('Processing', 'Training') };

  it('is that of the first rule of the table', () => {
    expect(summary(both, ANN)).toEqual(['conflicting-step-name (warning) Package']);
  });

  it('is that of the next rule where the first is off', () => {
    const severities = { 'conflicting-step-name': 'off' } as const;
    expect(summary(both, ANN, { severities })).toEqual(['shadowed-core-step (warning) Package']);
  });

  it('does not make room for another when it is ignored', () => {
    const ignored = SHADOW.replace('\n', '  # cursus: ignore[conflicting-step-name]\n');
    expect(summary({ ...both, [ANN]: ignored }, ANN)).toEqual([]);
  });

  it('leaves a comment in use that speaks of the hidden finding', () => {
    const ignored = SHADOW.replace('\n', '  # cursus: ignore[shadowed-core-step]\n');
    expect(summary({ ...both, [ANN]: ignored }, ANN)).toEqual([
      'conflicting-step-name (warning) Package',
    ]);
  });
});

describe('related places', () => {
  it('are five at most, core first, then workspaces by id', () => {
    const ids = ['zoe', 'bob', 'cho', 'dan', 'eve', 'fay', 'ann'];
    const project = new ProjectText({
      ...Object.fromEntries(
        ids.map((id, i) => [
          registry(id),
          `STEP_OVERRIDES = {"Package": {"sagemaker_step_type": "Processing", "priority": ${i}}}\n`,
        ]),
      ),
      ...CORE,
    });
    const [finding] = project.findings(ANN);
    expect(finding?.related.map(related => related.file.path)).toEqual([
      'src/cursus/registry/step_names.py',
      ...['bob', 'cho', 'dan', 'eve'].map(registry),
    ]);
    expect(finding?.message).toContain("'bob', 'cho', 'dan', 'eve' and 2 more");
  });
});

describe('what is silenced', () => {
  it('by the project file: paths, names, and both together', () => {
    const ignored = (ignore: string): string[] =>
      summary({ [ANN]: SHADOW, 'cursus-registry.yaml': `ignore:\n${ignore}` }, ANN);
    expect(ignored('  - path: dev/**\n')).toEqual([]);
    expect(ignored('  - path: dev/**\n    codes: [missing-field]\n')).toHaveLength(1);
    expect(ignored('  - name: Package\n')).toEqual([]);
    expect(ignored('  - name: Payload\n')).toHaveLength(1);
    expect(ignored('  - name: Package\n    path: dev/bob/**\n')).toHaveLength(1);
    expect(
      ignored('  - name: Package\n    path: dev/ann/**\n    codes: [shadowed-core-step]\n'),
    ).toEqual([]);
  });

  it('by the name of a step also with its job type, and by the name of a class', () => {
    const project = new ProjectText({
      ...CORE,
      'cursus-registry.yaml': 'ignore:\n  - name: Scoring\n  - name: NoStepBuilder\n',
      'd.dag.json': '{"dag": {"nodes": ["Scoring_training", "Scorings"], "edges": []}}',
      [ANN]:
        'LOCAL_STEPS = {"A": {"builder_step_name": "NoStepBuilder", "sagemaker_step_type": "Training"}}\n',
    });
    expect(project.summary('d.dag.json')).toEqual(['unknown-step (warning) Scorings']);
    expect(project.summary(ANN)).toEqual([]);
  });

  it('by knowledge that is not complete; comments for it are not called unused', () => {
    const project = new ProjectText({
      ...CORE,
      'd.py':
        'from cursus.api.dag.base_dag import PipelineDAG\ndag = PipelineDAG()\ndag.add_node("Nope")\ndag.add_node("NoMore")  # cursus: ignore[unknown-step]\n',
      [ANN]:
        'STEP_OVERRIDES = {"Packge": {"sagemaker_step_type": "Trainin", "builder_step_name": "NoStepBuilder"}}\n',
    });
    expect(project.summary('d.py')).toEqual(['unknown-step (warning) Nope']);
    expect(project.findings(ANN)).toHaveLength(3);
    project.index.setKnowledge({ complete: false, reasons: ['the project is being read'] });
    expect(project.summary('d.py')).toEqual([]);
    expect(project.summary(ANN)).toEqual([]);
  });

  it('outside the project', () => {
    const project = new ProjectText({ ...CORE, [ANN]: SHADOW });
    const file = project.index.file(ROOT + ANN)!;
    expect(judge({ ...file, external: true }, project.index.view(), {})).toEqual([]);
  });
});

describe('while somebody types', () => {
  const text =
    'LOCAL_STEPS = {\n  "Package": {"sagemaker_step_type": "Trainin"},\n  "B": {"sagemaker_step_type": "Trainin"},\n}\n';
  const project = new ProjectText({ ...CORE, [ANN]: text });
  const at = (needle: string): { start: number; end: number } => {
    const start = text.indexOf(needle);
    return { start, end: start };
  };

  it('nothing is said about the values of the entry at the caret, and all about the others', () => {
    expect(project.summary(ANN, { typingAt: at('sagemaker') })).toEqual([
      'shadowed-core-step (warning) Package',
      'unknown-sagemaker-type (warning) Trainin',
    ]);
  });

  it('is as quiet about the fields that it lacks, but not about its name', () => {
    const lacking = new ProjectText({
      'src/cursus/registry/step_names.py':
        'STEP_NAMES = {"Package": {"spec_type": "Package", "sagemaker_step_type": "Lambda"}}\n',
      [ANN]: 'LOCAL_STEPS = {"Package": {"sagemaker_step_type": "Lambda"}, "B": {}}\n',
    });
    const at = lacking.text(ANN).indexOf('sagemaker');
    expect(lacking.summary(ANN)).toEqual([
      'shadowed-core-step (warning) Package',
      'missing-field (warning) Package',
      'missing-field (warning) B',
    ]);
    expect(lacking.summary(ANN, { typingAt: { start: at, end: at } })).toEqual([
      'shadowed-core-step (warning) Package',
      'missing-field (warning) B',
    ]);
  });

  it('nothing is said about the very word at the caret', () => {
    expect(project.summary(ANN, { typingAt: at('ckage') })).toEqual([
      'unknown-sagemaker-type (warning) Trainin',
    ]);
    const dag = new ProjectText({
      ...CORE,
      'd.dag.json': '{"dag": {"nodes": ["Pack"], "edges": []}}',
    });
    expect(dag.summary('d.dag.json')).toHaveLength(1);
    const caret = '{"dag": {"nodes": ["Pack'.length;
    expect(dag.summary('d.dag.json', { typingAt: { start: caret, end: caret } })).toEqual([]);
  });

  it('syntax problems wait', () => {
    const broken = new ProjectText({ 'cursus-registry.yaml': 'rules: {\n' });
    expect(broken.findings('cursus-registry.yaml').length).toBeGreaterThan(0);
    expect(broken.summary('cursus-registry.yaml', { withholdSyntax: true })).toEqual([]);
    const wrong = new ProjectText({
      'cursus-registry.yaml': 'rulez: {}\n',
      [ANN]: SHADOW,
      ...CORE,
    });
    expect(wrong.summary('cursus-registry.yaml', { withholdSyntax: true })).toHaveLength(1);
    expect(wrong.summary(ANN, { withholdSyntax: true })).toHaveLength(1);
    const at = { start: 0, end: 0 };
    expect(broken.summary('cursus-registry.yaml', { typingAt: at }).length).toBeGreaterThan(0);
  });
});

describe('the findings', () => {
  it('come in the order of the text, whatever the order of the rules', () => {
    const text =
      'LOCAL_STEPS = {\n "a_b": {"sagemaker_step_type": "Trainin"},\n "Package": {"sagemaker_step_type": "Processing"},\n}\n';
    const starts = new ProjectText({ ...CORE, [ANN]: text })
      .findings(ANN)
      .map(finding => finding.span.start);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(starts).toHaveLength(3);
  });

  it('survive names from the prototype of objects', () => {
    const text =
      'LOCAL_STEPS = {"__proto__": {"sagemaker_step_type": "constructor"}, "constructor": {"toString": 1}, "hasOwnProperty": None}\n';
    const project = new ProjectText({ ...CORE, [ANN]: text });
    expect(project.findings(ANN).map(finding => finding.name)).toContain('__proto__');
    expect(project.findings(ANN).some(finding => finding.code === 'invalid-entry')).toBe(true);
  });
});
