import type { ProjectView } from '../project/project.js';
import { nameKey } from './nearNames.js';
import { nearSteps } from './suggest.js';

/** Words that capitalising would spell wrongly. */
const WORDS: Readonly<Record<string, string>> = {
  automl: 'AutoML',
  lightgbm: 'LightGBM',
  lightgbmmt: 'LightGBMMT',
  mlflow: 'MLFlow',
  pytorch: 'PyTorch',
  sagemaker: 'SageMaker',
  tensorflow: 'TensorFlow',
  tsa: 'TSA',
  xgboost: 'XGBoost',
};

const COMPOUND = new RegExp(
  `^(${Object.keys(WORDS)
    .sort((a, b) => b.length - a.length)
    .join('|')})(?=.)`,
  'i',
);

/** A name in PascalCase, with the words of the domain as cursus spells them: `xgboost_scoring` is `XGBoostScoring`. */
export function pascalCase(name: string): string {
  return name
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
    .map(word => {
      const known = WORDS[word.toLowerCase()];
      if (known !== undefined) return known;
      const compound = /^[a-z]/.test(word) ? COMPOUND.exec(word) : null;
      if (compound !== null) {
        return WORDS[compound[0].toLowerCase()] + capitalised(word.slice(compound[0].length));
      }
      return capitalised(word);
    })
    .join('');
}

/** The right spelling of a step name: that of the registry where it has the name in another spelling. */
export function rightSpelling(view: ProjectView, name: string): string {
  const key = nameKey(name);
  const nearest = nearSteps(view, name, candidate => view.coreStep(candidate) !== undefined);
  const registered = nearest?.kind === 'same' ? nearest.names : [];
  return (
    registered.find(candidate => isPascalCase(candidate) && nameKey(candidate) === key) ??
    pascalCase(name)
  );
}

export function isPascalCase(name: string): boolean {
  return /^[A-Z][a-zA-Z0-9]*$/.test(name);
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
