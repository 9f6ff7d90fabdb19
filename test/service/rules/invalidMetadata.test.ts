import { describe, expect, it } from 'vitest';
import { ProjectText, type Texts } from '../../support/projectText.js';
import { saidWithFixes } from '../../support/said.js';

const ANN = 'dev/ann/src/cursus_dev/registry/workspace_registry.py';
const CORE: Texts = {
  'src/cursus/registry/step_names.py':
    'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}}\n',
};

function about(text: string): readonly string[] {
  return saidWithFixes(new ProjectText({ ...CORE, [ANN]: `${text}\n` }), ANN);
}

function complaint(said: readonly string[]): readonly string[] {
  return said.map(line => line.replace(/^warning invalid-metadata "[^:]*": |^ {2}fix: /, ''));
}

const NOT_A_TYPE =
  "must be one of 'workspace_priority', 'framework_match', 'environment_match', 'highest_priority' and 2 more, not";

describe('conflict metadata of an entry', () => {
  it.each([
    [
      '"framework_version": 1.7',
      'framework_version must be a string, not 1.7.',
      'Convert to a string: "1.7"',
    ],
    [
      '"framework_version": 2.0',
      'framework_version must be a string, not 2.',
      'Convert to a string: "2.0"',
    ],
    ['"framework_version": ["a"]', 'framework_version must be a string, not a list.'],
    [
      '"priority": "3"',
      "priority must be a whole number (a lower one wins), not '3'.",
      'Convert to a number: 3',
    ],
    [
      '"priority": " 3 "',
      "priority must be a whole number (a lower one wins), not ' 3 '.",
      'Convert to a number: 3',
    ],
    ['"priority": "high"', "priority must be a whole number (a lower one wins), not 'high'."],
    ['"priority": "1.5"', "priority must be a whole number (a lower one wins), not '1.5'."],
    ['"priority": ""', "priority must be a whole number (a lower one wins), not ''."],
    ['"priority": 1.5', 'priority must be a whole number (a lower one wins), not 1.5.'],
    ['"priority": True', 'priority must be a whole number (a lower one wins), not True.'],
    [
      '"compatibility_tags": "x"',
      "compatibility_tags must be a list of strings, not 'x'.",
      'Convert to a list: ["x"]',
    ],
    ['"compatibility_tags": " "', "compatibility_tags must be a list of strings, not ' '."],
    ['"compatibility_tags": 5', 'compatibility_tags must be a list of strings, not 5.'],
    [
      '"compatibility_tags": ["a", 1]',
      'compatibility_tags must be a list of strings, but holds 1.',
    ],
    [
      '"conflict_resolution_strategy": 5',
      `conflict_resolution_strategy ${NOT_A_TYPE} 5: it is ignored.`,
    ],
    [
      '"conflict_resolution_strategy": "whatever"',
      `conflict_resolution_strategy ${NOT_A_TYPE} 'whatever': it is ignored.`,
    ],
    [
      '"conflict_resolution_strategy": "manaul"',
      `conflict_resolution_strategy ${NOT_A_TYPE} 'manaul': it is ignored. Did you mean 'manual'?`,
      "Replace with 'manual'",
    ],
  ])('%s', (field, message, ...fixes) => {
    const text = `LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training", ${field}}}`;
    expect(complaint(about(text))).toEqual([message, ...fixes]);
  });

  it.each([
    '"framework_version": None',
    '"framework_version": "1.7"',
    '"priority": 2',
    '"priority": 0',
    '"compatibility_tags": []',
    '"environment_tags": ["a", "b"]',
    '"conflict_resolution_strategy": "manual"',
    '"anything": 5',
  ])('%s is right', field => {
    expect(about(`LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training", ${field}}}`)).toEqual([]);
  });

  it('is not judged where only running the code could tell', () => {
    const text =
      'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training", "environment_tags": ["a", f()]}}';
    expect(about(text)).toEqual([
      `hint dynamic-entry "["a", f()]": Only running the code could tell 'environment_tags.1' of 'A' (f()): nothing is said about it.`,
    ]);
  });

  it('is a matter of workspaces: core may keep there what it likes', () => {
    const core = 'src/cursus/registry/step_names.py';
    const project = new ProjectText({
      [core]:
        'STEP_NAMES = {"A": {"sagemaker_step_type": "Training", "priority": "x"}}\nWORKSPACE_METADATA = {"version": 1}\n',
    });
    expect(saidWithFixes(project, core)).toEqual([]);
  });
});

describe('WORKSPACE_METADATA', () => {
  it.each([
    [
      '"developer_id": 5',
      'developer_id must be a string, not 5: no other name finds this workspace.',
      'Convert to a string: "5"',
    ],
    [
      '"developer_id": ["a"]',
      'developer_id must be a string, not a list: no other name finds this workspace.',
    ],
    ['"developer_id": ""', 'developer_id must not be empty.'],
    ['"developer_id": " "', 'developer_id must not be empty.'],
    [
      '"developer_id": " ann "',
      "developer_id ' ann ' has blanks around it: they belong to the id at run time. Did you mean 'ann'?",
      "Replace with 'ann'",
    ],
    [
      '"developer_id": "ann & lee!!"',
      "developer_id 'ann & lee!!' may hold only letters, digits, '_' and '-'. Did you mean 'ann_lee'?",
      "Replace with 'ann_lee'",
    ],
    [
      '"developer_id": "__a  b__"',
      "developer_id '__a  b__' may hold only letters, digits, '_' and '-'. Did you mean 'a_b'?",
      "Replace with 'a_b'",
    ],
    ['"developer_id": "!!!"', "developer_id '!!!' may hold only letters, digits, '_' and '-'."],
    ['"version": 1.0', 'version must be a string, not 1.', 'Convert to a string: "1.0"'],
    [
      '"conflict_tolerance": "lwo"',
      "conflict_tolerance must be one of 'low', 'medium' and 'high', not 'lwo': it is ignored. Did you mean 'low'?",
      "Replace with 'low'",
    ],
    [
      '"frameworks": "x"',
      "frameworks must be a list of strings, not 'x'.",
      'Convert to a list: ["x"]',
    ],
  ])('%s', (field, message, ...fixes) => {
    expect(complaint(about(`LOCAL_STEPS = {}\nWORKSPACE_METADATA = {${field}}`))).toEqual([
      message,
      ...fixes,
    ]);
  });

  it.each([
    '"developer_id": "ann-lee_2"',
    '"default_resolution_strategy": "manual"',
    '"anything": 5',
  ])('%s is right', field => {
    expect(about(`LOCAL_STEPS = {}\nWORKSPACE_METADATA = {${field}}`)).toEqual([]);
  });

  it('is told as a matter of its workspace, by which a project file can silence it', () => {
    const texts = {
      ...CORE,
      [ANN]: 'LOCAL_STEPS = {}\nWORKSPACE_METADATA = {"developer_id": "zoe", "version": 1}\n',
    };
    const silenced = { ...texts, 'cursus-registry.yaml': 'ignore:\n  - name: zoe\n' };
    expect(new ProjectText(texts).findings(ANN)).toHaveLength(1);
    expect(new ProjectText(silenced).findings(ANN)).toEqual([]);
  });
});
