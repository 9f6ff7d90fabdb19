import { describe, expect, it } from 'vitest';
import { ProjectText, type Texts } from '../../support/projectText.js';
import { saidWithFixes } from '../../support/said.js';

const BASE: Texts = {
  'src/cursus/registry/step_names.py':
    'STEP_NAMES = {"Package": {"builder_step_name": "PackageStepBuilder", "sagemaker_step_type": "Processing"}, "Omegaa": {"builder_step_name": "OmegaXStepBuilder", "sagemaker_step_type": "Lambda"}, "Prep": {"builder_step_name": "PrepStepBuilder", "sagemaker_step_type": "Lambda"}}\n',
  'src/cursus/steps/builders/b.py':
    'class PackageStepBuilder: ...\nclass AlphaStepBuilder: ...\nclass OmegaXStepBuilder: ...\n',
  'dev/ann/src/cursus_dev/steps/builders/b.py':
    'class OwnScoreStepBuilder: ...\nclass AStepBuilder: ...\nclass OmegaStepBuilder: ...\n',
};

describe('a builder that nobody has', () => {
  it.each<[string, Texts, readonly string[]]>([
    [
      'beside the one that follows from the name of the step',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "AStepBuildr", "sagemaker_step_type": "Training"}}\n',
      },
      [
        "warning unknown-builder \"AStepBuildr\": No class 'AStepBuildr' in workspace 'ann', in core or in a step pack: at run time step 'A' cannot be built. Did you mean 'AStepBuilder'?",
        "  fix: Replace with 'AStepBuilder'",
      ],
    ],
    [
      'where only the derived one is there',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "SomethingElseStepBuilder", "sagemaker_step_type": "Training"}}\n',
      },
      [
        "warning unknown-builder \"SomethingElseStepBuilder\": No class 'SomethingElseStepBuilder' in workspace 'ann', in core or in a step pack: at run time step 'A' cannot be built. Did you mean 'AStepBuilder'?",
        "  fix: Replace with 'AStepBuilder'",
        "  fix: Create the builder class 'SomethingElseStepBuilder'",
      ],
    ],
    [
      'near one of the own workspace',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "OwnScorStepBuilder", "sagemaker_step_type": "Training"}}\n',
      },
      [
        "warning unknown-builder \"OwnScorStepBuilder\": No class 'OwnScorStepBuilder' in workspace 'ann', in core or in a step pack: at run time step 'A' cannot be built. Did you mean 'OwnScoreStepBuilder' or 'AStepBuilder'?",
        "  fix: Replace with 'OwnScoreStepBuilder'",
        "  fix: Replace with 'AStepBuilder'",
        "  fix: Create the builder class 'OwnScorStepBuilder'",
      ],
    ],
    [
      'near one of core',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "AlphStepBuilder", "sagemaker_step_type": "Training"}}\n',
      },
      [
        "warning unknown-builder \"AlphStepBuilder\": No class 'AlphStepBuilder' in workspace 'ann', in core or in a step pack: at run time step 'A' cannot be built. Did you mean 'AlphaStepBuilder' or 'AStepBuilder'?",
        "  fix: Replace with 'AlphaStepBuilder'",
        "  fix: Replace with 'AStepBuilder'",
        "  fix: Create the builder class 'AlphStepBuilder'",
      ],
    ],
    [
      'near a row of core whose class is made for it',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "PackagStepBuilder", "sagemaker_step_type": "Training"}}\n',
      },
      [
        "warning unknown-builder \"PackagStepBuilder\": No class 'PackagStepBuilder' in workspace 'ann', in core or in a step pack: at run time step 'A' cannot be built. Did you mean 'PackageStepBuilder' or 'AStepBuilder'?",
        "  fix: Replace with 'PackageStepBuilder'",
        "  fix: Replace with 'AStepBuilder'",
        "  fix: Create the builder class 'PackagStepBuilder'",
      ],
    ],
    [
      'the nearest first, wherever it is',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"Omega": {"builder_step_name": "OmegStepBuilder", "sagemaker_step_type": "Training"}}\n',
      },
      [
        "warning unknown-builder \"OmegStepBuilder\": No class 'OmegStepBuilder' in workspace 'ann', in core or in a step pack: at run time step 'Omega' cannot be built. Did you mean 'OmegaStepBuilder' or 'OmegaXStepBuilder'?",
        "  fix: Replace with 'OmegaStepBuilder'",
        "  fix: Replace with 'OmegaXStepBuilder'",
        "  fix: Create the builder class 'OmegStepBuilder'",
      ],
    ],
    [
      'a config class: not what is no name of a class',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"config_class": "not a class!", "builder_step_name": "AStepBuilder", "sagemaker_step_type": "Training"}, "B": {"config_class": "x.YConfig", "builder_step_name": "AStepBuilder", "sagemaker_step_type": "Training"}, "C": {"config_class": "YConfig()", "builder_step_name": "AStepBuilder", "sagemaker_step_type": "Training"}}\n',
      },
      [],
    ],
    [
      'with an empty type',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "NoSuchStepBuilder", "sagemaker_step_type": ""}}\n',
      },
      [
        "warning unknown-builder \"NoSuchStepBuilder\": No class 'NoSuchStepBuilder' in workspace 'ann', in core or in a step pack: at run time step 'A' cannot be built. Did you mean 'AStepBuilder'?",
        "  fix: Replace with 'AStepBuilder'",
        "  fix: Create the builder class 'NoSuchStepBuilder'",
      ],
    ],
    [
      'where nothing is near',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"Zebra": {"builder_step_name": "GiraffeStepBuilder", "sagemaker_step_type": "Training"}}\n',
      },
      [
        "warning unknown-builder \"GiraffeStepBuilder\": No class 'GiraffeStepBuilder' in workspace 'ann', in core or in a step pack: at run time step 'Zebra' cannot be built.",
        "  fix: Create the builder class 'GiraffeStepBuilder'",
      ],
    ],
    [
      'not: what is no name of a class',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "not a class!", "sagemaker_step_type": "Training"}}\n',
      },
      [
        "error invalid-entry \"not a class!\": Step 'A': builder_step_name 'not a class!' may hold only letters, digits, '_' and '-'. At run time the entry is rejected, and it is dropped without a word.",
      ],
    ],
    [
      'not: one that is not text',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": None, "sagemaker_step_type": "Training"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'builder_step_name'. At run time the step cannot be found by its builder.",
        "  fix: Add 'builder_step_name'",
      ],
    ],
    [
      'not: of a step that nobody builds',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "NoSuchStepBuilder", "sagemaker_step_type": "Lambda"}}\n',
      },
      [],
    ],
    [
      'not: of a step that nobody builds, its type misspelt',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "NoSuchStepBuilder", "sagemaker_step_type": "Lamda"}}\n',
      },
      [
        "warning unknown-sagemaker-type \"Lamda\": 'Lamda' is no SageMaker step type that cursus knows. Did you mean 'Lambda'?",
        "  fix: Replace with 'Lambda'",
      ],
    ],
    [
      'with a type that nobody knows',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "NoSuchStepBuilder", "sagemaker_step_type": "Whatever"}}\n',
      },
      [
        "warning unknown-builder \"NoSuchStepBuilder\": No class 'NoSuchStepBuilder' in workspace 'ann', in core or in a step pack: at run time step 'A' cannot be built. Did you mean 'AStepBuilder'?",
        "  fix: Replace with 'AStepBuilder'",
        "  fix: Create the builder class 'NoSuchStepBuilder'",
        "warning unknown-sagemaker-type \"Whatever\": 'Whatever' is no SageMaker step type that cursus knows. Known are 'Processing', 'Training', 'Transform', 'CreateModel' and 'Tuning'.",
      ],
    ],
    [
      'without a type',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "NoSuchStepBuilder"}}\n',
      },
      [
        "warning missing-field \"A\": Step 'A' has no 'sagemaker_step_type'. At run time the accessors that read 'sagemaker_step_type' then raise KeyError for the whole workspace.",
        "warning unknown-builder \"NoSuchStepBuilder\": No class 'NoSuchStepBuilder' in workspace 'ann', in core or in a step pack: at run time step 'A' cannot be built. Did you mean 'AStepBuilder'?",
        "  fix: Replace with 'AStepBuilder'",
        "  fix: Create the builder class 'NoSuchStepBuilder'",
      ],
    ],
    [
      'not: an override of a step that nobody builds',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'STEP_OVERRIDES = {"Prep": {"builder_step_name": "NoSuchStepBuilder"}}\n',
      },
      [
        "warning missing-field \"Prep\": Step 'Prep' has no 'sagemaker_step_type'. At run time the accessors that read 'sagemaker_step_type' then raise KeyError for the whole workspace.",
        "  fix: Add 'sagemaker_step_type'",
      ],
    ],
    [
      'a local step with the name of one that nobody builds',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"Prep": {"builder_step_name": "NoSuchStepBuilder"}}\n',
      },
      [
        'warning shadowed-core-step "Prep": Local step \'Prep\' hides the core step of that name in this workspace. To replace the core step, declare it in STEP_OVERRIDES; otherwise rename the local step.',
        '  -> src/cursus/registry/step_names.py "Prep": The core step',
        "  fix: Move 'Prep' to STEP_OVERRIDES",
        "  fix: Rename 'Prep'...",
        "warning missing-field \"Prep\": Step 'Prep' has no 'sagemaker_step_type'. At run time the accessors that read 'sagemaker_step_type' then raise KeyError for the whole workspace.",
        "warning unknown-builder \"NoSuchStepBuilder\": No class 'NoSuchStepBuilder' in workspace 'ann', in core or in a step pack: at run time step 'Prep' cannot be built.",
        "  fix: Create the builder class 'NoSuchStepBuilder'",
      ],
    ],
    [
      'not: a row of core without a type, where rows have one',
      {
        'src/cursus/registry/step_names.py':
          'STEP_NAMES = {"Package": {"builder_step_name": "PackageStepBuilder", "sagemaker_step_type": "Processing"}, "Odd": {"builder_step_name": "OddStepBuilder"}}\n',
      },
      [
        "warning missing-field \"Odd\": Step 'Odd' has no 'sagemaker_step_type'. At run time the accessors that read 'sagemaker_step_type' then raise KeyError for everybody.",
      ],
    ],
    [
      'that two files elsewhere have',
      {
        'tools/a.py': 'class FarStepBuilder: ...\n',
        'tools/b.py': 'FarStepBuilder = AStepBuilder\n',
        'tools/c.py': 'from cursus.steps.builders.b import FarStepBuilder\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "FarStepBuilder", "sagemaker_step_type": "Training"}}\n',
      },
      [
        "information unknown-builder \"FarStepBuilder\": Builder class 'FarStepBuilder' is found only in 'tools/a.py' and 'tools/b.py', not in workspace 'ann', in core or in a step pack: whether it can be loaded at run time depends on the Python path.",
        '  -> tools/a.py "FarStepBuilder": Here',
        '  -> tools/b.py "FarStepBuilder": Here',
        "  fix: Replace with 'AStepBuilder'",
        "  fix: Create the builder class 'FarStepBuilder'",
      ],
    ],
    [
      'that is only imported, under another name',
      {
        'dev/ann/src/cursus_dev/steps/x.py':
          'from cursus.steps.builders.b import AlphaStepBuilder as OddStepBuilder\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "OddStepBuilder", "sagemaker_step_type": "Training"}}\n',
      },
      [],
    ],
    [
      'of a workspace in the root of the project',
      {
        'src/cursus_dev/steps/builders/b.py': 'class RootStepBuilder: ...\n',
        'src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "RootStepBuilder", "sagemaker_step_type": "Training"}}\n',
      },
      [],
    ],
    [
      'whose neighbours in the own folder are made dynamically',
      {
        'dev/ann/src/cursus_dev/steps/builders/b.py': 'globals()["x"] = 1\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "NoSuchStepBuilder", "sagemaker_step_type": "Training"}}\n',
      },
      [],
    ],
    [
      'while another workspace makes classes dynamically',
      {
        'dev/bob/src/cursus_dev/steps/builders/b.py': 'globals()["x"] = 1\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "NoSuchStepBuilder", "sagemaker_step_type": "Training"}}\n',
      },
      [
        "warning unknown-builder \"NoSuchStepBuilder\": No class 'NoSuchStepBuilder' in workspace 'ann', in core or in a step pack: at run time step 'A' cannot be built. Did you mean 'AStepBuilder'?",
        "  fix: Replace with 'AStepBuilder'",
        "  fix: Create the builder class 'NoSuchStepBuilder'",
      ],
    ],
    [
      'while core makes other things dynamically',
      {
        'src/cursus/tools/t.py': 'globals()["x"] = 1\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "NoSuchStepBuilder", "sagemaker_step_type": "Training"}}\n',
      },
      [
        "warning unknown-builder \"NoSuchStepBuilder\": No class 'NoSuchStepBuilder' in workspace 'ann', in core or in a step pack: at run time step 'A' cannot be built. Did you mean 'AStepBuilder'?",
        "  fix: Replace with 'AStepBuilder'",
        "  fix: Create the builder class 'NoSuchStepBuilder'",
      ],
    ],
    [
      'not: while core makes builders dynamically, whatever the folder',
      {
        'src/cursus/tools/t.py': 'globals()["x"] = 1\nclass OneStepBuilder: ...\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "NoSuchStepBuilder", "sagemaker_step_type": "Training"}}\n',
      },
      [],
    ],
    [
      'not: while core imports all of what cannot be seen',
      {
        'src/cursus/steps/builders/__init__.py': 'from .b import *\nfrom vendor import *\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "NoSuchStepBuilder", "sagemaker_step_type": "Training"}}\n',
      },
      [],
    ],
    [
      'while core imports all of itself',
      {
        'src/cursus/steps/builders/__init__.py':
          'from .b import *\nfrom cursus.steps import *\nfrom cursus_dev import *\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "NoSuchStepBuilder", "sagemaker_step_type": "Training"}}\n',
      },
      [
        "warning unknown-builder \"NoSuchStepBuilder\": No class 'NoSuchStepBuilder' in workspace 'ann', in core or in a step pack: at run time step 'A' cannot be built. Did you mean 'AStepBuilder'?",
        "  fix: Replace with 'AStepBuilder'",
        "  fix: Create the builder class 'NoSuchStepBuilder'",
      ],
    ],
  ])('%s', (_title, texts, expected) => {
    const project = new ProjectText({ ...BASE, ...texts });
    expect(saidWithFixes(project, Object.keys(texts).at(-1)!)).toEqual(expected);
  });
});
