import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RegistryValidationError } from '../../../server/service/registry/errors.js';
import { fromLegacyFormat, toLegacyFormat } from '../../../server/service/registry/formats.js';
import {
  formatRegistryLoadError,
  formatStepNotFoundError,
  formatValidationError,
  formatWorkspaceNotFoundError,
} from '../../../server/service/registry/messages.js';
import { StepDefinition } from '../../../server/service/registry/models.js';
import { createValidationReport } from '../../../server/service/registry/validation/registration.js';
import { RegistryValidationModel } from '../../../server/service/registry/validation/registryModel.js';

const full = {
  config_class: 'AConfig',
  builder_step_name: 'AStepBuilder',
  spec_type: 'A',
  sagemaker_step_type: 'Training',
  description: 'd',
  framework: 'xgboost',
  job_types: ['training'],
  priority: 80,
  compatibility_tags: ['financial'],
  framework_version: '1.7.0',
  environment_tags: ['cpu'],
  conflict_resolution_strategy: 'framework_match',
  custom_features: ['early_stopping'],
};

describe('legacy entries', () => {
  it('become definitions that keep every key', () => {
    const definition = fromLegacyFormat('A', full, 'override', 'ann');
    expect(StepDefinition.parse(definition)).toEqual(definition);
    expect(definition).toMatchObject({
      name: 'A',
      registry_type: 'override',
      workspace_id: 'ann',
      priority: 80,
      conflict_resolution_strategy: 'framework_match',
      metadata: { custom_features: ['early_stopping'] },
    });
    expect(toLegacyFormat(definition)).toEqual(full);
  });

  it('have defaults for what they do not state', () => {
    expect(fromLegacyFormat('A', {})).toEqual({
      ...StepDefinition.parse({ name: 'A', registry_type: 'core' }),
    });
    expect(toLegacyFormat(fromLegacyFormat('A', {}))).toEqual({});
  });

  it('keep conflict metadata that cannot be used where it does no harm', () => {
    const { priority, metadata } = fromLegacyFormat('A', { priority: 'high' });
    expect([priority, { ...metadata }]).toEqual([100, { priority: 'high' }]);
  });

  it('take the dict `metadata` apart, and never let it replace a field', () => {
    const definition = fromLegacyFormat('A', {
      config_class: 'AConfig',
      metadata: { config_class: 'Hijack', owner: 'me', __proto__: null },
    });
    expect({ ...definition.metadata }).toEqual({ config_class: 'Hijack', owner: 'me' });
    expect(toLegacyFormat(definition)).toEqual({ config_class: 'AConfig', owner: 'me' });
  });

  it('strip texts as the runtime does', () => {
    const definition = fromLegacyFormat(' A ', { config_class: ' C\n', job_types: [' x '] });
    expect([definition.name, definition.config_class, definition.job_types]).toEqual([
      'A',
      'C',
      ['x'],
    ]);
  });

  it('are refused as the runtime refuses them', () => {
    expect(() => fromLegacyFormat('a.b', { job_types: 'x' })).toThrow(
      new RegistryValidationError(
        "Registry 'a.b' validation failed:\n  1. name 'a.b' may hold only letters, digits, '_' and '-'\n  2. job_types must be a list of strings, not a string",
      ),
    );
  });

  it('come back as they were', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const entry = fc.record(
      {
        config_class: word,
        builder_step_name: word,
        spec_type: word,
        framework: word,
        job_types: fc.array(word, { minLength: 1 }),
        priority: fc.integer().filter(priority => priority !== 100),
        environment_tags: fc.array(word, { minLength: 1 }),
        own: fc.jsonValue({ maxDepth: 3 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(entry, each => {
        expect(toLegacyFormat(fromLegacyFormat('A', each))).toEqual(each);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe('error texts', () => {
  it('are those of the document', () => {
    expect(formatStepNotFoundError('X')).toBe("Step 'X' not found (core registry)");
    expect(formatStepNotFoundError('X', 'ann', ['Z', 'XY', 'X'])).toBe(
      "Step 'X' not found (workspace: ann). Available steps: XY, Z",
    );
    expect(formatRegistryLoadError('p.py', 'bad')).toBe("Failed to load registry from 'p.py': bad");
    expect(formatValidationError('core', ['a', 'b'])).toBe(
      "Registry 'core' validation failed:\n  1. a\n  2. b",
    );
    expect(formatWorkspaceNotFoundError('x')).toBe("Workspace 'x' not found");
  });
});

describe('the validation model', () => {
  it('strips, and knows what the runtime takes for an identifier', () => {
    expect(
      RegistryValidationModel.parse({ registry_type: 'core', step_name: ' My-Step_2 ' }),
    ).toEqual({ registry_type: 'core', step_name: 'My-Step_2', workspace_id: null });
  });

  it.each([
    [{ registry_type: 'other', step_name: 'A' }],
    [{ registry_type: 'core', step_name: ' ' }],
    [{ registry_type: 'core', step_name: 'a.b' }],
    [{ registry_type: 'core', step_name: 'A', workspace_id: 'a b' }],
    [{ registry_type: 'core', step_name: 'A', extra: 1 }],
  ])('refuses %j', value => {
    expect(RegistryValidationModel.safeParse(value).success).toBe(false);
  });

  it('says which text is wrong', () => {
    const { error } = RegistryValidationModel.safeParse({
      registry_type: 'core',
      step_name: 'a.b',
    });
    expect(error?.issues[0]?.message).toBe("Step name 'a.b' contains invalid characters");
  });
});

it('reports what correction would change', () => {
  expect(
    createValidationReport('my_step', { config_class: 'Foo', builder_step_name: 'BStepBuilder' }),
  ).toEqual({
    step_name: 'my_step',
    validation_mode: 'warn',
    is_valid: false,
    error_count: 2,
    errors: [
      "Step name 'my_step' must be PascalCase. Example: 'MyStep' (suggested correction)",
      "Config class 'Foo' must end with 'Config'. Example: 'MyStepConfig' (suggested correction)",
    ],
    detailed_errors: expect.arrayContaining([
      "❌ Step name 'my_step' must be PascalCase. Example: 'MyStep' (suggested correction)",
    ]),
    corrections_available: true,
    suggested_corrections: {
      name: { original: 'my_step', corrected: 'MyStep' },
      config_class: { original: 'Foo', corrected: 'MyStepConfig' },
    },
    timestamp: null,
  });
});
