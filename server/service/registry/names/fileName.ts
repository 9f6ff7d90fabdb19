import { listNearest } from '../messages.js';
import { resolveBaseStepName, splitJobTypeSuffix } from './jobTypes.js';
import { capitalize, reprList } from './pythonText.js';
import { coveredLetters, nameSimilarity, SIMILAR } from './similarity.js';

/** What a file name is looked up in. */
export interface FileNameInput {
  /** In the registry's own order. */
  readonly stepNames: readonly string[];
  readonly jobTypeSuffixes: readonly string[];
  /** For messages. */
  readonly workspace?: string | null;
}

/** Exactly one of the two is there. */
export type FileNameAnswer =
  | { readonly name: string; readonly error?: undefined }
  | { readonly name?: undefined; readonly error: string };

const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['xgb', 'XGBoost'],
  ['xgboost', 'XGBoost'],
  ['pytorch', 'PyTorch'],
  ['mims', ''],
  ['tabular', 'Tabular'],
  ['preprocess', 'Preprocessing'],
]);

/** What a component file is called around its step's name. */
const COMPONENT_NAMES = [/^builder_(.+)_step$/, /^config_(.+)_step$/, /^(.+)_(?:spec|contract)$/];

function pascal(parts: readonly string[]): string {
  return parts.map(capitalize).join('');
}

function expand(part: string): string {
  return ABBREVIATIONS.get(part) ?? capitalize(part);
}

/** Spellings that stand for exactly one name, surest first. */
function* spellings(parts: readonly string[], suffixes: readonly string[]): Generator<string> {
  const hasSuffix = parts.length > 1 && suffixes.includes(parts.at(-1)!);
  yield pascal(parts);
  if (hasSuffix) yield pascal(parts.slice(0, -1));
  const expanded = parts.map(expand).filter(part => part !== '');
  yield expanded.join('');
  if (hasSuffix && expanded.length > 1) yield expanded.slice(0, -1).join('');
  if (parts.length < 3) return;
  // model_evaluation_xgb: the framework stands last. Parts between are passed over, as at run time.
  const [first, second, last] = [parts[0]!, parts[1]!, parts.at(-1)!];
  for (const combination of [
    [last, first, second],
    [first, second, last],
  ]) {
    yield combination.map(part => (part === 'evaluation' ? 'Eval' : expand(part))).join('');
  }
}

function exactly(
  fileName: string,
  names: ReadonlySet<string>,
  suffixes: readonly string[],
): string | undefined {
  for (const spelling of spellings(fileName.split('_'), suffixes)) {
    if (spelling !== '' && names.has(spelling)) return spelling;
  }
  return undefined;
}

/** A file name without what every component file has, for names that mean nothing as they stand. */
function component(
  fileName: string,
  names: ReadonlySet<string>,
  suffixes: readonly string[],
): string | undefined {
  for (const pattern of COMPONENT_NAMES) {
    const inner = pattern.exec(fileName)?.[1];
    if (inner === undefined) continue;
    const [base, suffix] = splitJobTypeSuffix(inner, names);
    const isStep = names.has(base) && (suffix === null || suffixes.includes(suffix));
    const name = isStep ? base : exactly(inner, names, suffixes);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** The step of a node name, `TabularPreprocessing_training`: the part before some underscore is a step, letter by letter. */
function nodeName(fileName: string, names: ReadonlySet<string>): string | undefined {
  const base = resolveBaseStepName(fileName, names);
  return base !== null && fileName.startsWith(`${base}_`) ? base : undefined;
}

/**
 * A file name that is a piece of a canonical name proves something only where it begins at one of its words and is
 * at least half of it; a bare job type is none.
 */
function isGoodPiece(fileName: string, name: string, suffixes: readonly string[]): boolean {
  const piece = fileName.replaceAll('_', '').toLowerCase();
  if (suffixes.includes(piece)) return false;
  for (let at = 0; ; at++) {
    at = name.toLowerCase().indexOf(piece, at);
    if (at === -1) return false;
    if (/[A-Z]/.test(name[at]!) && piece.length * 2 >= name.length) return true;
  }
}

interface Similar {
  readonly name?: string;
  /** Names that are equally likely. */
  readonly ties: readonly string[];
}

/** Of several equally similar names, the one that the file name accounts for best, if it accounts for half of it. */
function clearest(fileName: string, ties: readonly string[]): string | undefined {
  const rests = ties.map(name => ({
    name,
    rest: name.length - coveredLetters(fileName, name),
  }));
  const least = Math.min(...rests.map(({ rest }) => rest));
  const best = rests.filter(({ rest }) => rest === least);
  const [only] = best;
  return best.length === 1 && least * 2 <= only!.name.length ? only!.name : undefined;
}

function similar(fileName: string, { stepNames, jobTypeSuffixes }: FileNameInput): Similar {
  const scored = stepNames.map(name => ({ name, score: nameSimilarity(fileName, name) }));
  const best = scored.reduce((most, { score }) => Math.max(most, score), 0);
  if (best < SIMILAR) return { ties: [] };
  const ties = scored.filter(({ score }) => score === best).map(({ name }) => name);
  const isPiece = best === 0.9;
  if (ties.length > 1) {
    const name = isPiece ? undefined : clearest(fileName, ties);
    return name === undefined ? { ties } : { name, ties };
  }
  const [name] = ties;
  return isPiece && !isGoodPiece(fileName, name!, jobTypeSuffixes)
    ? { ties }
    : { name: name!, ties };
}

function tried(fileName: string, suffixes: readonly string[]): readonly string[] {
  const parts = fileName.split('_');
  const hasSuffix = parts.length > 1 && suffixes.includes(parts.at(-1)!);
  return [
    pascal(parts),
    ...(hasSuffix ? [pascal(parts.slice(0, -1))] : []),
    parts.map(expand).join(''),
  ].filter(spelling => spelling !== '');
}

/**
 * The canonical name of a file (`model_evaluation_xgb`, without extension), by the runtime's five strategies:
 * PascalCase, without a job type, with abbreviations, in another order, by likeness. Beyond it, component files
 * (`builder_..._step`, `..._spec`) and node names with any suffix are understood, and a likeness that several names
 * share, or that rests on a bare piece of a name, is an error that lists them and no guess.
 */
export function canonicalNameFromFileName(fileName: string, input: FileNameInput): FileNameAnswer {
  if (fileName === '') return { error: 'File name cannot be empty' };
  const { jobTypeSuffixes, stepNames } = input;
  const names = new Set(stepNames);
  const exact =
    exactly(fileName, names, jobTypeSuffixes) ??
    component(fileName, names, jobTypeSuffixes) ??
    nodeName(fileName, names);
  if (exact !== undefined) return { name: exact };
  const { name, ties } = similar(fileName, input);
  if (name !== undefined) return { name };
  const context = input.workspace ? ` (workspace: ${input.workspace})` : ' (core registry)';
  const cannot = `Cannot map file name '${fileName}' to canonical name${context}. Tried variations: ${reprList(tried(fileName, jobTypeSuffixes))}. `;
  return ties.length > 0
    ? { error: `${cannot}It could be: ${listNearest(fileName, ties)}` }
    : { error: `${cannot}Available canonical names: ${listNearest(fileName, stepNames)}` };
}
