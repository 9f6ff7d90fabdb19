import { describe, expect, it } from 'vitest';
import { UnifiedRegistryManager } from '../../../server/service/registry/manager.js';

const row = (model_type: string | null, module_path: string): object => ({
  class_name: 'X',
  module_path,
  model_type,
});

const registry = UnifiedRegistryManager.fromTables({
  core: {},
  hyperparameters: {
    ModelHyperparameters: row(null, 'a.base'),
    XGBoostHyperparameters: row('xgboost', 'a.xgboost'),
  },
});

describe('hyperparameter classes', () => {
  it('are listed, found by model type and located', () => {
    expect(registry.getAllHyperparameterClasses()).toEqual([
      'ModelHyperparameters',
      'XGBoostHyperparameters',
    ]);
    expect(registry.getHyperparameterClassByModelType('xgboost')).toBe('XGBoostHyperparameters');
    expect(registry.getHyperparameterClassByModelType('pytorch')).toBeNull();
    expect(registry.getModulePath('ModelHyperparameters')).toBe('a.base');
    expect(registry.getModulePath('Nope')).toBeNull();
    expect(registry.validateHyperparameterClass('XGBoostHyperparameters')).toBe(true);
    expect(registry.validateHyperparameterClass('constructor')).toBe(false);
  });

  it('are given with their rows, as a copy', () => {
    const info = registry.getAllHyperparameterInfo();
    expect(info.ModelHyperparameters).toEqual(row(null, 'a.base'));
    delete info.ModelHyperparameters;
    expect(registry.getHyperparameterRegistry()).toHaveProperty('ModelHyperparameters');
  });

  it('are extended by a workspace, for that workspace alone', () => {
    const workspaces = [
      { directory: 'ann', hyperparameters: { XGBoostHyperparameters: row('xgboost', 'ann.xgb') } },
      { directory: 'bob' },
    ];
    const hyperparameters = { XGBoostHyperparameters: row('xgboost', 'core.xgb') };
    const shared = UnifiedRegistryManager.fromTables({ core: {}, hyperparameters, workspaces });
    expect(shared.getModulePath('XGBoostHyperparameters', 'ann')).toBe('ann.xgb');
    expect(shared.getModulePath('XGBoostHyperparameters', 'bob')).toBe('core.xgb');
    expect(shared.getModulePath('XGBoostHyperparameters')).toBe('core.xgb');
  });

  it('are none where a project has no table', () => {
    const without = UnifiedRegistryManager.fromTables({ core: {} });
    expect(without.getAllHyperparameterClasses()).toEqual([]);
    expect(without.getHyperparameterRegistry()).toEqual({});
  });
});
