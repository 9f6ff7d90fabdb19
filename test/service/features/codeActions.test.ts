import { describe, expect, it } from 'vitest';
import { withIgnore } from '../../../server/service/features/codeActions/ignoreInProject.js';
import type { Finding } from '../../../server/service/rules/finding.js';
import type { RuleCode } from '../../../shared/rules.js';
import { ProjectText, type Texts } from '../../support/projectText.js';
import { ABLE_CLIENT, actionsAt, applyAction } from '../../support/quickFixes.js';

const REGISTRY = 'dev/ann/src/cursus_dev/registry/workspace_registry.py';
const CORE: Texts = {
  'src/cursus/registry/step_names.py':
    'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}, "XGBoostTraining": {"sagemaker_step_type": "Training"}}\n',
};
const FULL_CORE: Texts = {
  'src/cursus/steps/interfaces/package.step.yaml':
    'step_type: Package\nregistry:\n  sagemaker_step_type: Processing\n',
  'src/cursus/steps/configs/configs.py': 'class PackageConfig: ...\nclass RiskScoreConfig: ...\n',
};

/** The text of a file after the fix with that title, for the first finding of the code. */
function fixed(texts: Texts, path: string, code: RuleCode, title: string): string {
  const project = new ProjectText(texts);
  const found = project.findings(path).find(finding => finding.code === code);
  expect(found, `no ${code} in ${path}`).toBeDefined();
  const actions = actionsAt(project, path, found!);
  const action = actions.find(candidate => candidate.title.startsWith(title));
  expect(
    action,
    `${title} is not among ${actions.map(each => each.title).join(' | ')}`,
  ).toBeDefined();
  applyAction(project, action!);
  return project.text(path);
}

function titles(texts: Texts, path: string, code: RuleCode): string[] {
  const project = new ProjectText(texts);
  const found = project.findings(path).find(finding => finding.code === code)!;
  return actionsAt(project, path, found).map(action => action.title);
}

describe('replacing a name', () => {
  it('keeps quotes and job types, in Python and JSON', () => {
    const dag =
      "from cursus.api.dag.base_dag import PipelineDAG\ndag = PipelineDAG()\ndag.add_node('XGBoostTraning_training')  # kept\n";
    expect(fixed({ ...CORE, 'dags/d.py': dag }, 'dags/d.py', 'unknown-step', 'Replace')).toBe(
      dag.replace('Traning', 'Training'),
    );
    const json = '{"dag": {"nodes": ["Packge"], "edges": []}}\n';
    expect(
      fixed({ ...CORE, 'dags/d.dag.json': json }, 'dags/d.dag.json', 'unknown-step', 'Replace'),
    ).toBe(json.replace('Packge', 'Package'));
  });

  it('changes the spec type that repeats a misspelt step name', () => {
    const text =
      'STEP_OVERRIDES = {"Packge": {"sagemaker_step_type": "Processing", "spec_type": "Packge"}}\n';
    expect(
      fixed({ ...CORE, [REGISTRY]: text }, REGISTRY, 'override-without-target', 'Replace'),
    ).toBe(text.replaceAll('Packge', 'Package'));
  });

  it('is not offered for a declared name that is used: a rename is', () => {
    const texts = {
      ...CORE,
      [REGISTRY]: 'LOCAL_STEPS = {"risk_score": {"sagemaker_step_type": "Processing"}}\n',
      'dev/ann/d.py':
        'from cursus.api.dag.base_dag import PipelineDAG\ndag = PipelineDAG()\ndag.add_node("risk_score")\n',
    };
    const offered = titles(texts, REGISTRY, 'naming-convention');
    expect(offered).not.toContain("Replace with 'RiskScore'");
    expect(offered).toContain("Rename 'risk_score'...");
  });
});

describe('moving an entry', () => {
  const text = `LOCAL_STEPS = {
    # about Package
    "Package": {
        "sagemaker_step_type": "Processing",  # kept
    },
    "RiskScore": {"sagemaker_step_type": "Training"}
}

STEP_OVERRIDES = {
    "XGBoostTraining": {"sagemaker_step_type": "Training"}  # last
}
`;

  it('takes its comments along and leaves the commas right', () => {
    expect(fixed({ ...CORE, [REGISTRY]: text }, REGISTRY, 'shadowed-core-step', 'Move')).toBe(
      `LOCAL_STEPS = {
    "RiskScore": {"sagemaker_step_type": "Training"}
}

STEP_OVERRIDES = {
    "XGBoostTraining": {"sagemaker_step_type": "Training"},  # last
    # about Package
    "Package": {
        "sagemaker_step_type": "Processing",  # kept
    },
}
`,
    );
  });

  it('makes the table that is not there, and fills an empty one', () => {
    const local = 'LOCAL_STEPS = {\n    "Package": {"sagemaker_step_type": "Training"}\n}\n';
    expect(fixed({ ...CORE, [REGISTRY]: local }, REGISTRY, 'shadowed-core-step', 'Move')).toBe(
      'LOCAL_STEPS = {\n}\n\nSTEP_OVERRIDES = {\n    "Package": {"sagemaker_step_type": "Training"},\n}\n',
    );
    const empty = `${local}STEP_OVERRIDES = {}\n`;
    expect(fixed({ ...CORE, [REGISTRY]: empty }, REGISTRY, 'shadowed-core-step', 'Move')).toBe(
      'LOCAL_STEPS = {\n}\nSTEP_OVERRIDES = {\n    "Package": {"sagemaker_step_type": "Training"},\n}\n',
    );
  });

  it('keeps CRLF', () => {
    const crlf = text.replaceAll('\n', '\r\n');
    const moved = fixed({ ...CORE, [REGISTRY]: crlf }, REGISTRY, 'shadowed-core-step', 'Move');
    expect(moved.replaceAll('\r\n', '')).not.toContain('\n');
    expect(moved).toContain('STEP_OVERRIDES = {\r\n    "XGBoostTraining"');
  });

  it('moves an aimless override to the local steps', () => {
    const aimless =
      'STEP_OVERRIDES = {\n    "Anonymisation": {"sagemaker_step_type": "Training"},\n}\n';
    expect(
      fixed({ ...CORE, [REGISTRY]: aimless }, REGISTRY, 'override-without-target', 'Move'),
    ).toContain('LOCAL_STEPS = {\n    "Anonymisation": {"sagemaker_step_type": "Training"},\n}');
  });
});

describe('removing a duplicate', () => {
  it('removes the declaration that loses, with its line', () => {
    const text = `LOCAL_STEPS = {
    "RiskScore": {"sagemaker_step_type": "Training"},  # old
    "RiskScore": {"sagemaker_step_type": "Processing"},
}
`;
    expect(fixed({ ...CORE, [REGISTRY]: text }, REGISTRY, 'duplicate-step', 'Remove')).toBe(
      'LOCAL_STEPS = {\n    "RiskScore": {"sagemaker_step_type": "Processing"},\n}\n',
    );
  });

  it('is not offered where a warning would come in its place', () => {
    const text =
      'LOCAL_STEPS = {"Package": {"sagemaker_step_type": "Training"}}\nSTEP_OVERRIDES = {"Package": {"sagemaker_step_type": "Training"}}\n';
    const project = new ProjectText({ ...CORE, [REGISTRY]: text });
    const [local, override] = project.findings(REGISTRY);
    const offered = (finding: Finding): string[] =>
      actionsAt(project, REGISTRY, finding).map(action => action.title);
    expect(offered(local!)).toContain("Remove this local step 'Package'");
    expect(offered(override!)).not.toContain("Remove this override 'Package'");
  });
});

describe('converting a value', () => {
  const cases: [string, string, RuleCode][] = [
    ['"job_types": \'training\'', '"job_types": [\'training\']', 'invalid-entry'],
    ['"job_types": None', '"job_types": []', 'invalid-entry'],
    ['"description": 5', '"description": "5"', 'invalid-entry'],
    ['"framework": ["pandas"]', '"framework": "pandas"', 'invalid-entry'],
    [
      '"builder_step_name": "a.b.XStepBuilder"',
      '"builder_step_name": "XStepBuilder"',
      'invalid-entry',
    ],
    ['"priority": "80"', '"priority": 80', 'invalid-metadata'],
    ['"framework_version": 1.7', '"framework_version": "1.7"', 'invalid-metadata'],
    ['"environment_tags": "cpu"', '"environment_tags": ["cpu"]', 'invalid-metadata'],
  ];
  it.each(cases)('%s becomes %s', (before, after, code) => {
    const text = (field: string): string =>
      `LOCAL_STEPS = {\n    "RiskScore": {"sagemaker_step_type": "Lambda", ${field}},\n}\n`;
    expect(fixed({ ...CORE, [REGISTRY]: text(before) }, REGISTRY, code, 'Convert')).toBe(
      text(after),
    );
  });

  it('is not offered where nothing is clearly meant', () => {
    const text = 'LOCAL_STEPS = {"RiskScore": {"job_types": {"a": 1}}}\n';
    expect(titles({ ...CORE, [REGISTRY]: text }, REGISTRY, 'invalid-entry').join()).not.toContain(
      'Convert',
    );
  });
});

describe('adding fields', () => {
  it('goes on in the way in which the entry is written', () => {
    const text = `LOCAL_STEPS = {
  'RiskScore': {
    'sagemaker_step_type': 'Processing',
    'builder_step_name': 'PackageStepBuilder'  # of core
  },
}
`;
    expect(fixed({ ...FULL_CORE, [REGISTRY]: text }, REGISTRY, 'missing-field', 'Add')).toBe(
      `LOCAL_STEPS = {
  'RiskScore': {
    'sagemaker_step_type': 'Processing',
    'builder_step_name': 'PackageStepBuilder',  # of core
    'spec_type': 'RiskScore',
    'config_class': 'RiskScoreConfig',
  },
}
`,
    );
  });

  it('fills an override with what core has, on one line, and replaces None', () => {
    const text = 'STEP_OVERRIDES = {"Package": {"spec_type": None}}\n';
    expect(fixed({ ...FULL_CORE, [REGISTRY]: text }, REGISTRY, 'missing-field', 'Add')).toBe(
      'STEP_OVERRIDES = {"Package": {"spec_type": "Package", "sagemaker_step_type": "Processing", "config_class": "PackageConfig", "builder_step_name": "PackageStepBuilder"}}\n',
    );
  });

  it('is not offered where a value cannot be derived or would be unknown', () => {
    const local = 'LOCAL_STEPS = {"RiskScore": {"builder_step_name": "PackageStepBuilder"}}\n';
    const builder =
      'LOCAL_STEPS = {"RiskScore": {"sagemaker_step_type": "Training", "spec_type": "RiskScore", "config_class": "RiskScoreConfig"}}\n';
    for (const text of [local, builder]) {
      expect(
        titles({ ...FULL_CORE, [REGISTRY]: text }, REGISTRY, 'missing-field').join(),
      ).not.toContain('Add');
    }
  });
});

describe('the table that is not read', () => {
  const text =
    'WORKSPACE_STEPS = {}  # mine\nWORKSPACE_STEPS["RiskScore"] = {"sagemaker_step_type": "Processing"}\n';

  it('is renamed wherever it stands', () => {
    expect(fixed({ ...CORE, [REGISTRY]: text }, REGISTRY, 'unread-table-name', 'Rename')).toBe(
      text.replaceAll('WORKSPACE_STEPS', 'LOCAL_STEPS'),
    );
  });

  it('or gets a second name', () => {
    const one = 'WORKSPACE_STEPS = {"RiskScore": {"sagemaker_step_type": "Processing"}}\n';
    expect(fixed({ ...CORE, [REGISTRY]: one }, REGISTRY, 'unread-table-name', 'Add')).toBe(
      `${one.trimEnd()}\n\nLOCAL_STEPS = WORKSPACE_STEPS\n`,
    );
  });
});

describe('creating a class', () => {
  const texts = {
    ...CORE,
    [REGISTRY]:
      'LOCAL_STEPS = {"RiskScore": {"builder_step_name": "RiskScoreStepBuilder", "sagemaker_step_type": "Training"}}\n',
  };

  it('makes the file where the workspace keeps its builders', () => {
    const project = new ProjectText(texts);
    const [finding] = project.findings(REGISTRY);
    const action = actionsAt(project, REGISTRY, finding!).find(each =>
      each.title.startsWith('Create'),
    );
    applyAction(project, action!);
    const path = 'dev/ann/src/cursus_dev/steps/builders/builder_risk_score_step.py';
    expect(project.text(path)).toContain('class RiskScoreStepBuilder(');
    expect(project.findings(REGISTRY)).toEqual([]);
  });

  it('is not offered to a client that cannot make files', () => {
    const project = new ProjectText(texts);
    const [finding] = project.findings(REGISTRY);
    const offered = actionsAt(project, REGISTRY, finding!, undefined, {
      ...ABLE_CLIENT,
      fileCreations: false,
    });
    expect(offered.map(action => action.title)).toEqual(['Ignore unknown-builder here']);
  });
});

describe('ignoring', () => {
  const line = '    "Package": {"sagemaker_step_type": "Processing"},';
  const text = (tail: string): string => `LOCAL_STEPS = {\n${line}${tail}\n}\n`;
  const title = 'Ignore shadowed-core-step here';

  it.each([
    ['', '  # cursus: ignore[shadowed-core-step]'],
    ['  # a word', '  # a word  # cursus: ignore[shadowed-core-step]'],
    ['  # cursus: ignore[dynamic-entry]', '  # cursus: ignore[dynamic-entry, shadowed-core-step]'],
  ])('adds a comment behind "%s"', (before, after) => {
    expect(
      fixed({ ...CORE, [REGISTRY]: text(before) }, REGISTRY, 'shadowed-core-step', title),
    ).toBe(text(after));
  });

  it('is not offered where a comment cannot stand', () => {
    const json = { ...CORE, 'd.dag.json': '{"dag": {"nodes": ["Packge"], "edges": []}}\n' };
    expect(titles(json, 'd.dag.json', 'unknown-step').join()).not.toContain(' here');
  });

  it('adds to the project file, and makes it where there is none', () => {
    const project = new ProjectText({ ...CORE, [REGISTRY]: text('') });
    const [finding] = project.findings(REGISTRY);
    const action = actionsAt(project, REGISTRY, finding!).find(each =>
      each.title.endsWith('in cursus-registry.yaml'),
    );
    applyAction(project, action!);
    expect(project.text('cursus-registry.yaml')).toBe(
      'ignore:\n  - name: Package\n    codes: [shadowed-core-step]\n',
    );
  });

  it.each([
    [
      '# team\nrules: {}\n',
      '# team\nrules: {}\nignore:\n  - name: X\n    codes: [missing-field]\n',
    ],
    ['rules: {}', 'rules: {}\nignore:\n  - name: X\n    codes: [missing-field]\n'],
    [
      'ignore:\n- name: Y\n# end\nrules: {}\n',
      'ignore:\n- name: Y\n- name: X\n  codes: [missing-field]\n# end\nrules: {}\n',
    ],
    [
      'ignore:\n  - path: a/**\n    codes: [missing-field]\n\nexclude: []\n',
      'ignore:\n  - path: a/**\n    codes: [missing-field]\n  - name: X\n    codes: [missing-field]\n\nexclude: []\n',
    ],
    [
      'ignore: []\nexclude: []\n',
      'ignore: \n  - name: X\n    codes: [missing-field]\nexclude: []\n',
    ],
    [
      'ignore:\r\n  - name: Y',
      'ignore:\r\n  - name: Y\r\n  - name: X\r\n    codes: [missing-field]\r\n',
    ],
  ])('keeps what stands in the project file: %j', (before, after) => {
    const finding = { code: 'missing-field', name: 'X' } as Finding;
    expect(withIgnore(before, finding)).toBe(after);
  });

  it('leaves a project file alone that it could only rewrite', () => {
    const finding = { code: 'missing-field', name: 'X' } as Finding;
    for (const text of ['{rules: {}}', 'ignore: [{name: Y}]\n', 'ignore: {\n', '- a\n']) {
      expect(withIgnore(text, finding)).toBeUndefined();
    }
  });

  it('removes what silences nothing: a comment, its line, one code of several', () => {
    const clean = '    "RiskScore": {"sagemaker_step_type": "Processing"},\n';
    const around = (inner: string): string => `LOCAL_STEPS = {\n${inner}}\n`;
    const remove = (inner: string): string =>
      fixed({ ...CORE, [REGISTRY]: around(inner) }, REGISTRY, 'unused-ignore', 'Remove');
    expect(remove(clean.replace('\n', '  # cursus: ignore\n'))).toBe(around(clean));
    expect(remove(`    # cursus: ignore[missing-field]\n${clean}`)).toBe(around(clean));
    expect(remove(clean.replace('\n', '  # why  # cursus: ignore\n'))).toBe(
      around(clean.replace('\n', '  # why\n')),
    );
    expect(remove(`${line}  # cursus: ignore[missing-field, shadowed-core-step]\n`)).toBe(
      around(`${line}  # cursus: ignore[shadowed-core-step]\n`),
    );
  });
});

describe('the actions', () => {
  const text = `WORKSPACE_STEPS = {
    "RiskScore": {"sagemaker_step_type": "Procesing", "job_types": "training"},  # cursus: ignore[unknown-step]
    "Package": {"sagemaker_step_type": "Processing"},
}
`;

  it('settle together what leaves nothing to decide', () => {
    const project = new ProjectText({ ...CORE, [REGISTRY]: text });
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const [action, ...others] = actionsAt(project, REGISTRY, range, ['source.fixAll']);
    expect(others).toEqual([]);
    expect(action?.kind).toBe('source.fixAll.cursus');
    applyAction(project, action!);
    expect(project.text(REGISTRY)).toBe(`LOCAL_STEPS = {
    "RiskScore": {"sagemaker_step_type": "Processing", "job_types": ["training"]},
    "Package": {"sagemaker_step_type": "Processing"},
}
`);
    expect(project.findings(REGISTRY).map(finding => finding.code)).toEqual(['shadowed-core-step']);
  });

  it('settle what holds, where one of the fixes does not', () => {
    const mixed = `LOCAL_STEPS = {
    "RiskScore": {"sagemaker_step_type": "Procesing", "frame_work": "pandas"},
    "Other": {"sagemaker_step_type": "Trainng", "job_types": "training", "fram3work": "x", "framewrk": "y"},
}
`;
    const project = new ProjectText({ ...CORE, [REGISTRY]: mixed });
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const [action] = actionsAt(project, REGISTRY, range, ['source.fixAll.cursus']);
    applyAction(project, action!);
    const left = project.findings(REGISTRY).map(finding => finding.code);
    expect(left.filter(code => code !== 'unknown-field')).toEqual([]);
    expect(project.text(REGISTRY)).toContain('"Processing", "framework": "pandas"');
  });

  it('leave out what concerns the whole file unless it is asked for', () => {
    const project = new ProjectText({ ...CORE, [REGISTRY]: text });
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const kinds = actionsAt(project, REGISTRY, range).map(action => action.kind);
    expect(kinds).not.toContain('source.fixAll.cursus');
  });

  it('are those of the kinds that are asked for', () => {
    const project = new ProjectText({ ...CORE, [REGISTRY]: text });
    const [first] = project.findings(REGISTRY);
    expect(actionsAt(project, REGISTRY, first!, ['refactor'])).toEqual([]);
    const kinds = actionsAt(project, REGISTRY, first!, ['quickfix']).map(action => action.kind);
    expect(new Set(kinds)).toEqual(new Set(['quickfix']));
  });

  it('have one preferred fix at most for a finding', () => {
    const project = new ProjectText({ ...CORE, [REGISTRY]: text });
    for (const finding of project.findings(REGISTRY)) {
      const preferred = actionsAt(project, REGISTRY, finding, ['quickfix']).filter(
        action => action.isPreferred === true,
      );
      expect(preferred.length).toBeLessThanOrEqual(1);
    }
  });
});
