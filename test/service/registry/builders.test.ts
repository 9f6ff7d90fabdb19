import { describe, expect, it } from 'vitest';
import { RegistryError, RegistryValidationError } from '../../../server/service/registry/errors.js';
import { UnifiedRegistryManager } from '../../../server/service/registry/manager.js';
import type { ClassInput } from '../../../server/service/registry/tables.js';
import { CORES } from './golden.js';

const builder = (name: string, more: Partial<ClassInput> = {}): ClassInput => ({
  name: `${name}StepBuilder`,
  path: `src/cursus/steps/builders/builder_${name.toLowerCase()}_step.py`,
  bases: ['StepBuilderBase'],
  ...more,
});

const classes = [
  builder('XGBoostTraining'),
  builder('Package'),
  builder('Payload'),
  builder('TabularPreprocessing'),
  builder('CradleDataLoading'),
  builder('Unregistered'),
  builder('Mock', { path: 'tests/test_builders.py' }),
  builder('Risk', {
    path: 'dev/ann/src/cursus_dev/steps/builders/builder_risk_step.py',
    workspace: 'ann',
  }),
];

const registry = (): UnifiedRegistryManager =>
  UnifiedRegistryManager.fromTables({
    core: CORES.seed,
    workspaces: [
      {
        directory: 'ann',
        steps: { Risk: { builder_step_name: 'RiskStepBuilder', config_class: 'RiskConfig' } },
      },
      {
        directory: 'bob',
        steps: { Risk: { builder_step_name: 'RiskStepBuilder', config_class: 'RiskConfig' } },
      },
    ],
    classes,
  });

describe('builder classes', () => {
  it('are those of steps, as a workspace sees them', () => {
    const builders = registry().getGlobalRegistry();
    expect(Object.keys(builders.getBuilderMap())).toEqual([
      'CradleDataLoading',
      'TabularPreprocessing',
      'XGBoostTraining',
      'Package',
      'Payload',
    ]);
    expect(builders.getBuilderMap('ann').Risk).toMatchObject({
      name: 'RiskStepBuilder',
      workspace: 'ann',
    });
    expect(builders.getBuilderMap('bob')).not.toHaveProperty('Risk');
  });

  it('are discovered in builder modules, registered or not', () => {
    const found = registry().getGlobalRegistry().discoverBuilders();
    expect(found).toHaveProperty('Unregistered');
    expect(found).not.toHaveProperty('Mock');
    expect(found).not.toHaveProperty('Risk');
    expect(registry().getGlobalRegistry().discoverBuilders('ann')).toHaveProperty('Risk');
  });

  it('are found for a step and a workspace', () => {
    expect(registry().findBuilderClass('Risk', 'ann')?.path).toContain('dev/ann');
    expect(registry().findBuilderClass('Risk', 'bob')).toBeUndefined();
    expect(registry().findBuilderClass('Nope')).toBeUndefined();
  });

  it('of core are taken to exist where nothing is known about classes', () => {
    const manager = UnifiedRegistryManager.fromTables({ core: CORES.new });
    expect(manager.findBuilderClass('TSATraining')).toEqual({
      name: 'TSATrainingStepBuilder',
      bases: [],
      synthesised: true,
    });
    expect(Object.keys(manager.getGlobalRegistry().getBuilderMap())).toHaveLength(64);
  });
});

describe('builders of configurations', () => {
  const builders = registry().getGlobalRegistry();
  const of = (config: Parameters<typeof builders.getBuilderForConfig>[0], workspace?: string) =>
    builders.getBuilderForConfig(config, workspace).name;

  it('are found by the config class, without the legacy name in between', () => {
    expect(of({ config_class: 'PackageConfig' })).toBe('PackageStepBuilder');
    expect(of({ config_class: 'PayloadConfig', job_type: 'training' })).toBe('PayloadStepBuilder');
    expect(of({ config_class: 'RiskConfig' }, 'ann')).toBe('RiskStepBuilder');
  });

  it('are asked of the registry by class and node', () => {
    const manager = registry();
    expect(manager.getBuilderForConfig('PackageConfig').name).toBe('PackageStepBuilder');
    expect(manager.getBuilderForConfig('Other', 'Payload_x').name).toBe('PayloadStepBuilder');
    expect(manager.getBuilderForConfig({ config_class: 'RiskConfig' }, null, 'ann').name).toBe(
      'RiskStepBuilder',
    );
    expect(manager.discoverBuilders()).toHaveProperty('Unregistered');
  });

  it('are found by the node, with any suffix', () => {
    expect(of({ config_class: 'Other', node_name: 'MIMSPackaging' })).toBe('PackageStepBuilder');
    expect(of({ config_class: 'Other', node_name: 'TabularPreprocessing_munged_v2' })).toBe(
      'TabularPreprocessingStepBuilder',
    );
  });

  it('are found by convention where no step names the class', () => {
    expect(of({ config_class: 'CradleDataLoadConfig' })).toBe('CradleDataLoadingStepBuilder');
    expect(of({ config_class: 'XGBoostTrainingStepConfig' })).toBe('XGBoostTrainingStepBuilder');
  });

  it('are an error where there is none', () => {
    expect(() => of({ config_class: 'ZebraConfig', job_type: 'x' })).toThrow(
      new RegistryError(
        "No step builder found for config type 'ZebraConfig' (step type: 'Zebra_x'). Available builders: Package, Payload, XGBoostTraining, CradleDataLoading, TabularPreprocessing",
      ),
    );
    expect(() => builders.getBuilderForStepType('Zebra')).toThrow(RegistryError);
  });
});

describe('step types', () => {
  const builders = registry().getGlobalRegistry();

  it('have legacy aliases and job-type variants', () => {
    expect(builders.getBuilderForStepType('MIMSPackaging').name).toBe('PackageStepBuilder');
    expect(builders.getBuilderForStepType('XGBoostTraining_calibration').name).toBe(
      'XGBoostTrainingStepBuilder',
    );
    expect(builders.isStepTypeSupported('MIMSPayload')).toBe(true);
    expect(builders.isStepTypeSupported('PytorchModel')).toBe(false);
    expect(registry().listGlobalStepTypes()).toEqual(
      [
        ...['CradleDataLoading', 'MIMSPackaging', 'MIMSPayload', 'ModelRegistration', 'Package'],
        ...[
          'Payload',
          'PytorchModel',
          'PytorchTraining',
          'TabularPreprocessing',
          'XGBoostTraining',
        ],
      ].sort(),
    );
  });

  it('have config classes', () => {
    expect(builders.getConfigTypesForStepType('MIMSPackaging')).toEqual(['PackageConfig']);
    expect(builders.getConfigTypesForStepType('Zebra')).toEqual(['ZebraConfig', 'ZebraStepConfig']);
    expect(builders.configClassToStepType({ config_class: 'PackageConfig' })).toBe('Package');
    expect(
      builders.configClassToStepType({
        config_class: 'TabularPreprocessingConfig',
        node_name: 'TabularPreprocessing_testing',
      }),
    ).toBe('TabularPreprocessing_testing');
  });

  it.each([
    ['CradleDataLoading_training', 'CradleDataLoading', 'training'],
    ['CradleDataLoading_Training', 'CradleDataLoading_Training', null],
    ['Package', 'Package', null],
    ['', '', null],
  ])('split %j into base and job type', (node, base, job_type) => {
    expect(builders.extractJobType(node)).toEqual({ base, job_type });
  });
});

describe('registered builders', () => {
  it('come before those that were found, until they are unregistered', () => {
    const manager = registry();
    expect(manager.registerGlobalBuilder('New', 'NewStepBuilder')).toEqual([]);
    expect(manager.findBuilderClass('New')?.name).toBe('NewStepBuilder');
    const builders = manager.getGlobalRegistry();
    expect(builders.getRegistryStats()).toEqual({
      total_builders: 6,
      default_builders: 5,
      custom_builders: 1,
      legacy_aliases: 5,
      step_registry_names: 18,
    });
    expect(builders.unregisterBuilder('New')).toBe(true);
    expect(builders.unregisterBuilder('New')).toBe(false);
    expect(manager.findBuilderClass('New')).toBeUndefined();
  });

  it('are validated', () => {
    const manager = registry();
    expect(manager.registerGlobalBuilder('Package', 'pack')).toEqual([
      "⚠️  Step 'Package' already exists in registry",
      "⚠️  Validation issue: Builder name 'pack' must end with 'StepBuilder'. Example: 'PackageStepBuilder' (suggested correction)",
    ]);
    expect(() => manager.registerGlobalBuilder('New', 'New', 'strict')).toThrow(
      RegistryValidationError,
    );
  });
});

it('tells steps whose builder is there, elsewhere and nowhere', () => {
  const { valid, invalid, missing } = registry().getGlobalRegistry().validateRegistry('bob');
  expect(valid).toContain('Package -> PackageStepBuilder');
  expect(invalid).toEqual(["Risk: RiskStepBuilder is only in workspace 'ann'"]);
  expect(missing).toContain('Registration: No builder registered');
  // Nobody builds the abstract rows, and rows of type Lambda have no builder.
  expect(missing.join()).not.toMatch(/Base|Processing:|HyperparameterPrep/);
});
