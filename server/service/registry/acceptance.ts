import type { Declaration } from '../sources/facts.js';
import { isDict, isOpaque, type PyValue } from '../sources/values.js';
import { isAlphanumeric } from './names/pythonText.js';

/** Why the runtime's model refuses an entry. `reason` is the word that its error carries. */
export interface Rejection {
  /** `name`, a field, an element of a list (`job_types.0`), or `entry` where the entry itself is no dict. */
  readonly field: string;
  readonly reason:
    | 'string_type'
    | 'string_too_short'
    | 'string_unicode'
    | 'list_type'
    | 'dict_type'
    | 'value_error'
    | 'not_a_dict';
  /** For people, a whole clause: `config_class must be a string, not a list`. */
  readonly message: string;
}

/** Fields that must be a string or None. Keys that are in no list here are not read at all. */
const TEXT_FIELDS = [
  'config_class',
  'spec_type',
  'sagemaker_step_type',
  'description',
  'framework',
] as const;

/** What the model strips before it looks at a string: Unicode's White_Space, which is not what `trim` strips. */
const STRIPPED =
  /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/gu;

/** A string as the runtime's model keeps it. */
export function stripped(text: string): string {
  return text.replace(STRIPPED, '');
}

/** The Python type of a value, with its article. */
export function pythonTypeName(value: PyValue): string {
  if (value === null) return 'None';
  if (Array.isArray(value)) return 'a list';
  if (isDict(value)) return 'a dict';
  switch (typeof value) {
    case 'string':
      return 'a string';
    case 'boolean':
      return 'a bool';
    case 'number':
      return Number.isInteger(value) ? 'an int' : 'a float';
    default:
      return 'an unknown value';
  }
}

/** Whether the runtime takes a text for an identifier: letters and digits of any script, `_` and `-`. */
export function isRuntimeIdentifier(text: string): boolean {
  return isAlphanumeric(text.replace(/[_-]/g, ''));
}

function wrongType(field: string, value: PyValue): Rejection {
  return {
    field,
    reason: 'string_type',
    message: `${field} must be a string, not ${pythonTypeName(value)}`,
  };
}

function textProblem(field: string, value: PyValue): Rejection | undefined {
  if (typeof value !== 'string') return wrongType(field, value);
  if (/\p{Cs}/u.test(value)) {
    return { field, reason: 'string_unicode', message: `${field} holds a lone surrogate` };
  }
  return undefined;
}

function identifierProblem(field: string, text: string): Rejection | undefined {
  if (text === '') return { field, reason: 'value_error', message: `${field} must not be empty` };
  if (isRuntimeIdentifier(text)) return undefined;
  return {
    field,
    reason: 'value_error',
    message: `${field} '${text}' may hold only letters, digits, '_' and '-'`,
  };
}

function nameProblem(name: string): Rejection | undefined {
  const wrong = textProblem('name', name);
  if (wrong !== undefined) return wrong;
  const text = stripped(name);
  if (text === '') {
    return { field: 'name', reason: 'string_too_short', message: 'name must not be empty' };
  }
  return identifierProblem('name', text);
}

function* entryProblems(entry: ReadonlyMap<string, PyValue>): Generator<Rejection> {
  for (const field of TEXT_FIELDS) {
    const value = entry.get(field);
    if (value === undefined || value === null || isOpaque(value)) continue;
    const wrong = textProblem(field, value);
    if (wrong !== undefined) yield wrong;
  }
  const builder = entry.get('builder_step_name');
  if (builder !== undefined && builder !== null && !isOpaque(builder)) {
    const wrong =
      textProblem('builder_step_name', builder) ??
      identifierProblem('builder_step_name', stripped(builder as string));
    if (wrong !== undefined) yield wrong;
  }
  const jobTypes = entry.get('job_types');
  if (Array.isArray(jobTypes)) {
    for (const [index, item] of (jobTypes as readonly PyValue[]).entries()) {
      if (isOpaque(item)) continue;
      const wrong = textProblem(`job_types.${index}`, item);
      if (wrong !== undefined) yield wrong;
    }
  } else if (jobTypes !== undefined && !isOpaque(jobTypes)) {
    yield {
      field: 'job_types',
      reason: 'list_type',
      message: `job_types must be a list of strings, not ${pythonTypeName(jobTypes)}`,
    };
  }
  const metadata = entry.get('metadata');
  if (metadata !== undefined && !isOpaque(metadata) && !isDict(metadata)) {
    yield {
      field: 'metadata',
      reason: 'dict_type',
      message: `metadata must be a dict, not ${pythonTypeName(metadata)}`,
    };
  }
}

/**
 * What the runtime's model refuses about an entry when it loads a registry file; it then drops the entry and
 * everything after it in the file. Values that are not known are taken to be right.
 * @returns undefined where the entry loads
 */
export function rejectionOf(name: string, entry: PyValue): readonly Rejection[] | undefined {
  if (isOpaque(entry)) return undefined;
  if (!isDict(entry)) {
    const message = `the entry must be a dict, not ${pythonTypeName(entry)}`;
    return [{ field: 'entry', reason: 'not_a_dict', message }];
  }
  const problems = [...entryProblems(entry)];
  const wrongName = nameProblem(name);
  if (wrongName !== undefined) problems.unshift(wrongName);
  return problems.length === 0 ? undefined : problems;
}

/** The value of a declaration as Python would hold it: of a key that occurs twice, the last. */
export function entryOf(declaration: Declaration): PyValue {
  if (declaration.shape !== 'entry') return declaration.raw ?? null;
  return new Map(declaration.fields.map(field => [field.key, field.value]));
}

/** {@link rejectionOf} for what a reader found. Nothing is said about an entry whose text is damaged. */
export function rejectionOfDeclaration(declaration: Declaration): readonly Rejection[] | undefined {
  if (declaration.damaged || declaration.shape === 'opaque') return undefined;
  const problems = [...(rejectionOf(declaration.name, entryOf(declaration)) ?? [])];
  if (declaration.keyProblem !== undefined && problems[0]?.reason !== 'not_a_dict') {
    const others = problems.filter(problem => problem.field !== 'name');
    const message = `name must be a string, not ${declaration.name}`;
    return [{ field: 'name', reason: 'string_type', message }, ...others];
  }
  return problems.length === 0 ? undefined : problems;
}
