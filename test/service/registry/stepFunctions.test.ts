import { describe, expect, it } from 'vitest';
import { RegistryError } from '../../../server/service/registry/errors.js';
import { UnifiedRegistryManager } from '../../../server/service/registry/manager.js';
import { CORES, DATES, golden, type RecordingDate } from './golden.js';

interface Failed {
  readonly error_kind: string;
}

interface SpecTypes {
  readonly step_name_from_spec_type: Readonly<
    Record<RecordingDate, Readonly<Record<string, string>>>
  >;
  readonly validate_spec_type: Readonly<Record<RecordingDate, Readonly<Record<string, boolean>>>>;
  readonly spec_type_with_job_type: Readonly<
    Record<RecordingDate, readonly (readonly [string, string | null, string | Failed])[]>
  >;
  readonly sample_error_messages: Readonly<Record<RecordingDate, Readonly<Record<string, string>>>>;
}

const recorded = golden<SpecTypes>('file_names');

describe.each(DATES)('functions over core, %s', date => {
  const manager = UnifiedRegistryManager.fromTables({ core: CORES[date] });

  it.each(Object.entries(recorded.step_name_from_spec_type[date]))(
    'step name from spec type %j',
    (specType, name) => {
      expect(manager.getStepNameFromSpecType(specType)).toBe(name);
    },
  );

  it.each(Object.entries(recorded.validate_spec_type[date]))(
    'is %j a spec type',
    (specType, answer) => {
      expect(manager.validateSpecType(specType)).toBe(answer);
    },
  );

  it.each(recorded.spec_type_with_job_type[date])(
    'spec type of %j with %j',
    (name, job, answer) => {
      if (typeof answer === 'string') {
        expect(manager.getSpecStepTypeWithJobType(name, job)).toBe(answer);
      } else {
        expect(answer.error_kind).toBe('unknown_step');
        expect(() => manager.getSpecStepTypeWithJobType(name, job)).toThrow(RegistryError);
      }
    },
  );

  it('gives the same messages up to the names', () => {
    const messages = recorded.sample_error_messages[date];
    const upToNames = (text: string): string => text.slice(0, text.lastIndexOf(': ') + 2);
    const unmapped = messages.sample_error_message_unmapped!;
    expect(() => manager.getCanonicalNameFromFileName('completely_unknown_step')).toThrow(
      upToNames(unmapped),
    );
    const unknown = messages.sample_error_message_unknown_step!;
    expect(() => manager.getConfigClassName('Nope')).toThrow(upToNames(unknown));
  });

  it('lists core in its own order, and gives back every entry', () => {
    expect(manager.getAllStepNames()).toEqual(Object.keys(CORES[date]));
    expect(manager.createLegacyStepNamesDict()).toEqual(CORES[date]);
    expect(manager.listAllStepInfo()).toEqual(CORES[date]);
    expect(manager.getStepNames()).toEqual(CORES[date]);
  });

  it('tells the age of the runtime by the types of core', () => {
    expect(manager.validateSageMakerStepType('Tuning')).toBe(date === 'new');
    expect(manager.validateSageMakerStepType('Training')).toBe(true);
    expect(manager.validateSageMakerStepType('Trainig')).toBe(false);
    expect(manager.era().jobTypeSuffixes).toHaveLength(date === 'new' ? 8 : 4);
  });
});

describe('functions in a workspace', () => {
  const manager = UnifiedRegistryManager.fromTables({
    core: CORES.seed,
    workspaces: [
      {
        directory: 'ann',
        steps: {
          Mine: {
            config_class: 'PackageConfig',
            builder_step_name: 'MineStepBuilder',
            spec_type: 'Mine',
            sagemaker_step_type: 'Training',
            description: 'mine',
            priority: 5,
            custom: ['x'],
          },
          Bare: {},
        },
        overrides: { Package: { builder_step_name: 'AnnStepBuilder', spec_type: 'Package' } },
      },
    ],
  });

  it('read one field of a step', () => {
    expect(manager.getConfigClassName('Mine', 'ann')).toBe('PackageConfig');
    expect(manager.getBuilderStepName('Package', 'ann')).toBe('AnnStepBuilder');
    expect(manager.getBuilderStepName('Package')).toBe('PackageStepBuilder');
    expect(manager.getSpecStepType('Mine', 'ann')).toBe('Mine');
    expect(manager.getSageMakerStepType('Mine', 'ann')).toBe('Training');
    expect(manager.getStepDescription('Mine', 'ann')).toBe('mine');
    expect(manager.getStepField('Mine', 'custom', 'ann')).toEqual(['x']);
    expect(manager.getStepField('Mine', 'priority', 'ann')).toBe(5);
  });

  it('say which entry lacks a field, and which name is no step', () => {
    expect(() => manager.getSageMakerStepType('Package', 'ann')).toThrow(
      new RegistryError("Step 'Package' of workspace 'ann' has no 'sagemaker_step_type'"),
    );
    expect(() => manager.getConfigClassName('Mine')).toThrow('Unknown step name: Mine.');
    expect(manager.validateStepName('Mine')).toBe(false);
    expect(manager.validateStepName('Mine', 'ann')).toBe(true);
  });

  it('survive entries without the fields that the runtime reads', () => {
    expect(manager.getStepNameFromSpecType('Mine_Training', 'ann')).toBe('Mine');
    expect(manager.validateSpecType('Nothing', 'ann')).toBe(false);
    expect(manager.getStepsBySageMakerType('Training', 'ann')).toContain('Mine');
    expect(manager.getSageMakerStepTypeMapping('ann').Training).toEqual(
      manager.getStepsBySageMakerType('Training', 'ann'),
    );
    expect(manager.getStepsBySageMakerType('constructor')).toEqual([]);
    expect(manager.getAllSageMakerStepTypes().slice(0, 3)).toEqual([
      'Base',
      'Processing',
      'CradleDataLoading',
    ]);
    expect(manager.createLegacyStepNamesDict('ann').Bare).toEqual({});
  });

  it('make the dictionaries of the runtime', () => {
    // Two steps share a config class: the one that comes later counts, as at run time.
    expect(manager.getConfigStepRegistry('ann').PackageConfig).toBe('Mine');
    expect(manager.getConfigStepRegistry().PackageConfig).toBe('Package');
    expect(manager.getBuilderStepNames('ann').Package).toBe('AnnStepBuilder');
    expect(manager.getSpecStepTypes('ann')).not.toHaveProperty('Bare');
  });

  it('give copies that nobody else sees', () => {
    manager.createLegacyStepNamesDict('ann').Mine!.description = 'changed';
    expect(manager.getStepDescription('Mine', 'ann')).toBe('mine');
  });

  it('map file names with the steps of the workspace', () => {
    expect(manager.getCanonicalNameFromFileName('mine_training', 'ann')).toBe('Mine');
    expect(manager.validateFileName('mine_training', 'ann')).toBe(true);
    expect(manager.validateFileName('mine_training')).toBe(false);
    expect(() => manager.getCanonicalNameFromFileName('')).toThrow('File name cannot be empty');
    expect(() => manager.getCanonicalNameFromFileName('zzz_yyy', 'ann')).toThrow(
      "Cannot map file name 'zzz_yyy' to canonical name (workspace: ann).",
    );
  });

  it("know today's naming functions", () => {
    expect(manager.canonicalToSnake('PyTorchTraining')).toBe('pytorch_training');
    expect(manager.partsToPascal(['pytorch', 'training'])).toBe('PyTorchTraining');
    expect(manager.canonicalKey('XGBoost_Training')).toBe('xgboosttraining');
    expect(manager.isJobTypeVariant('mine_training')).toBe(true);
    expect(manager.resolveBaseStepName('Mine_munged', 'ann')).toBe('Mine');
    expect(manager.resolveBaseStepName('Mine_munged')).toBeNull();
    expect(manager.splitJobTypeSuffix('Package_v2', 'ann')).toEqual(['Package', 'v2']);
  });
});
