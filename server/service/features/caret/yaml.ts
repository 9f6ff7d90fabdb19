import type { OpenText } from '../context.js';
import type { Caret, FieldOwner, Slot, ValueField } from './caret.js';
import { ITEM, type YamlPath, type YamlPosition, yamlPosition } from './yamlPosition.js';

/** The caret in an interface file, a YAML core table or the project file; undefined where nothing of ours can stand. */
export function yamlCaret(open: OpenText, offset: number): Caret | undefined {
  const position = yamlPosition(open.text, open.lines, offset);
  if (position === undefined) return undefined;
  const slot = slotAt(open, position);
  if (slot === undefined) return undefined;
  const { span, quoting } = position;
  return { slot, span, typed: open.text.slice(span.start, offset), quoting };
}

function slotAt(open: OpenText, position: YamlPosition): Slot | undefined {
  switch (open.role.kind) {
    case 'interface':
      return interfaceSlot(open, position);
    case 'core-yaml':
      return tableSlot(position);
    case 'project-file':
      return projectFileSlot(position);
    default:
      return undefined;
  }
}

function interfaceSlot(open: OpenText, position: YamlPosition): Slot | undefined {
  const { path, at } = position;
  const step = open.facts.interface?.stepType;
  if (at === 'key') {
    if (path.length === 0) return field('interface', position, step);
    if (isPath(path, 'registry')) return field('registry-block', position, step);
    return isPath(path, 'variants') ? value('job_types', position) : undefined;
  }
  const last = path.at(-1);
  if (isPath(path, 'step_type')) return stepSlot('interface-name', 'none');
  if (isPath(path, 'node_type')) return value('node_type', position);
  if (path[0] === 'registry' && path.length === 2)
    return registryValue(String(last), position, step);
  if (path[0] === 'variants' && path.length === 3 && last === 'step_type') {
    return stepSlot('variant', 'capital');
  }
  if (last === ITEM && path.at(-2) === 'compatible_sources') {
    return stepSlot('compatible-source', 'none', position.present());
  }
  return undefined;
}

function tableSlot(position: YamlPosition): Slot | undefined {
  const { path, at } = position;
  if (path[0] !== 'step_names') return undefined;
  const step = path[1];
  if (typeof step !== 'string') {
    if (at !== 'key') return undefined;
    const slot = stepSlot('core-key', 'none', position.present());
    return { ...slot, hasValue: position.hasValue };
  }
  if (path.length === 2 && at === 'key') return field('entry', position, step);
  return path.length === 3 && at === 'value'
    ? registryValue(String(path[2]), position, step)
    : undefined;
}

function registryValue(
  key: string,
  position: YamlPosition,
  step: string | undefined,
): Slot | undefined {
  switch (key) {
    case 'sagemaker_step_type':
    case 'requires':
      return value(key, position);
    case 'config_class':
      return classSlot('config', step);
    case 'builder_step_name':
      return classSlot('builder', step);
    case 'spec_type':
      return { ...stepSlot('spec-type-field', 'none'), ...(step === undefined ? {} : { step }) };
    default:
      return undefined;
  }
}

function projectFileSlot(position: YamlPosition): Slot | undefined {
  const { path, at } = position;
  const [first, second, third] = path;
  if (path.length === 0 && at === 'key') return field('project-file', position);
  if (first === 'rules') {
    if (path.length === 1 && at === 'key') return value('rule', position);
    return path.length === 2 && at === 'value' ? value('severity', position) : undefined;
  }
  if (first === 'choices') {
    if (path.length === 1 && at === 'key') return stepSlot('choice', 'none', position.present());
    return path.length === 2 && at === 'value' ? { kind: 'workspace' } : undefined;
  }
  if (first !== 'ignore' || second !== ITEM) return undefined;
  if (path.length === 2) return field('ignore', position);
  if (at !== 'value') return undefined;
  if (third === 'name') return stepSlot('choice', 'none');
  return third === 'codes' && path[3] === ITEM ? value('rule', position) : undefined;
}

function isPath(path: YamlPath, ...keys: readonly string[]): boolean {
  return path.length === keys.length && keys.every((key, i) => path[i] === key);
}

function field(owner: FieldOwner, position: YamlPosition, step?: string): Slot {
  const { hasValue } = position;
  const present = position.present();
  return { kind: 'field', owner, present, hasValue, ...(step === undefined ? {} : { step }) };
}

function value(of: ValueField, position: YamlPosition): Slot {
  return { kind: 'value', field: of, present: position.present() };
}

function classSlot(of: 'builder' | 'config', step: string | undefined): Slot {
  return step === undefined ? { kind: 'class', of } : { kind: 'class', of, step };
}

function stepSlot(
  place: Extract<Slot, { kind: 'step' }>['place'],
  variants: Extract<Slot, { kind: 'step' }>['variants'],
  present: readonly string[] = [],
): Extract<Slot, { kind: 'step' }> {
  return { kind: 'step', place, variants, present };
}
