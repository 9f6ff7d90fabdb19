import { canonicalToSnake } from '../registry/names/snakeCase.js';
import type { PyDict } from '../sources/values.js';
import type { NewFile } from './step.js';

/** A row's text field as a YAML scalar that every reader takes for that string. */
function scalar(text: string): string {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(text) &&
    !/^(y|n|yes|no|on|off|true|false|null)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

function textOf(entry: PyDict, key: string): string | undefined {
  const value = entry.get(key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A table entry as an interface file: what the runtime derives is left out, and so is what a `registry:` block cannot say. */
export function interfaceOfEntry(
  name: string,
  entry: PyDict,
): { readonly file: NewFile; readonly dropped: readonly string[] } {
  const derived = new Map([
    ['config_class', `${name}Config`],
    ['builder_step_name', `${name}StepBuilder`],
    ['spec_type', name],
  ]);
  const written = ['sagemaker_step_type', 'description', 'config_class', 'builder_step_name'];
  const lines = written.flatMap(key => {
    const value = textOf(entry, key);
    return value === undefined || value === derived.get(key)
      ? []
      : [`  ${key}: ${scalar(value)}\n`];
  });
  const known = new Set([...written, 'spec_type']);
  const snake = canonicalToSnake(name);
  return {
    file: {
      path: `${snake}.step.yaml`,
      text: `step_type: ${name}\nnode_type: internal\nregistry:\n${lines.join('')}contract:\n  entry_point: ${snake}.py\n  inputs: {}\n  outputs: {}\nspec:\n  dependencies: {}\n  outputs: {}\n`,
    },
    dropped: [...entry.keys()].filter(key => !known.has(key)),
  };
}
