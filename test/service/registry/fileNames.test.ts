import { describe, expect, it } from 'vitest';
import { DOCUMENT_ERA, TODAY } from '../../../server/service/registry/era.js';
import { canonicalNameFromFileName } from '../../../server/service/registry/names/fileName.js';
import { DATES, golden, type RecordingDate } from './golden.js';

interface FileNames {
  readonly registry: Readonly<Record<RecordingDate, readonly string[]>>;
  readonly file_names: Readonly<Record<RecordingDate, Readonly<Record<string, string | object>>>>;
  readonly detail: Readonly<
    Record<
      string,
      {
        readonly truth?: string | null;
        readonly upstream_bug?: Partial<Record<RecordingDate, string[]>>;
      }
    >
  >;
}

const recorded = golden<FileNames>('file_names');
const eras = { seed: DOCUMENT_ERA, new: TODAY };

/** Better answers than the runtime's, where the recording calls the runtime's a defect and knows no truth. */
const BETTER: Readonly<Record<RecordingDate, Readonly<Record<string, string | null>>>> = {
  seed: {
    cradle_data_load: 'CradleDataLoading',
    data_loading: 'CradleDataLoading',
    conversion: 'CurrencyConversion',
    torch_training: 'PyTorchTraining',
    hyperparameter: 'HyperparameterPrep',
  },
  new: {
    cradle_data_load: 'CradleDataLoading',
    conversion: 'CurrencyConversion',
    torch_training: 'PyTorchTraining',
    hyperparameter: 'HyperparameterPrep',
    xgboost_training_train: 'XGBoostTraining',
    model_pytorch: 'PyTorchModel',
    preprocess_tabular: 'TabularPreprocessing',
    xgboost_model_eval_x_y: 'XGBoostModelEval',
  },
};

describe.each(DATES)('file names, %s', date => {
  const { jobTypeSuffixes } = eras[date];
  const stepNames = recorded.registry[date];
  const answer = (fileName: string): string | null =>
    canonicalNameFromFileName(fileName, { stepNames, jobTypeSuffixes }).name ?? null;

  it.each(Object.entries(recorded.file_names[date]))('%s', (fileName, output) => {
    const { truth, upstream_bug } = recorded.detail[fileName]!;
    const runtime = typeof output === 'string' ? output : null;
    const flagged = upstream_bug?.[date] !== undefined;
    const better = flagged ? (truth ?? BETTER[date][fileName] ?? null) : runtime;
    expect(answer(fileName)).toBe(better);
  });
});
