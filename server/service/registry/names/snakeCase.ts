import { capitalize } from './pythonText.js';

/** Names whose inner capitals are no word boundaries; longer ones first. */
const COMPOUND_ACRONYMS = [
  'LightGBMMT',
  'LightGBM',
  'XGBoost',
  'PyTorch',
  'TensorFlow',
  'SageMaker',
  'MLFlow',
  'AutoML',
] as const;

const BY_SNAKE: ReadonlyMap<string, string> = new Map(
  COMPOUND_ACRONYMS.map(acronym => [acronym.toLowerCase(), acronym]),
);

/** The file stem of a canonical name: `PyTorchTraining` is `pytorch_training`. */
export function canonicalToSnake(canonicalName: string): string {
  let text = canonicalName;
  for (const acronym of COMPOUND_ACRONYMS) {
    text = text.replaceAll(acronym, acronym[0] + acronym.slice(1).toLowerCase());
  }
  return text
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z\p{Nd}])([A-Z])/gu, '$1_$2')
    .toLowerCase();
}

/** The canonical name of snake-case parts: `['pytorch', 'training']` is `PyTorchTraining`. */
export function partsToPascal(parts: Iterable<string>): string {
  return [...parts].map(part => BY_SNAKE.get(part.toLowerCase()) ?? capitalize(part)).join('');
}
