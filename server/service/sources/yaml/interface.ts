import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { detach } from '../../text/detach.js';
import { LineIndex, type Span } from '../../text/span.js';
import {
  type Declaration,
  type Field,
  type FileFacts,
  type InterfaceFact,
  NO_FACTS,
  type RegistryTable,
  type SourceProblem,
  type Use,
} from '../facts.js';
import type { YamlDocument, YamlEntry } from './document.js';
import { isTruthy, readFields, valueSpan } from './fields.js';
import { readYamlSource, type YamlSource } from './read.js';

/** The keys of a `registry:` block that become fields of the row; all others are read by nobody or elsewhere. */
const ROW_KEYS = ['config_class', 'builder_step_name', 'sagemaker_step_type', 'description'];

/**
 * Reads a `*.step.yaml` as the runtime's loader does: the row of the step it declares with the derived fields, and
 * a problem of kind `build` for everything that makes the loader raise, which loses the whole core.
 */
export function readInterface(text: string): FileFacts {
  const lines = new LineIndex(text);
  const source = readYamlSource(text, lines);
  const { document } = source;
  const problems = [...source.problems];
  const facts = { ...NO_FACTS, lines, ignores: source.ignores };
  const root = document.root;
  if (!isMap(root)) {
    if (problems.length === 0 && isTruthy(document.value(root))) {
      const span = root === undefined ? { start: 0, end: 0 } : document.contentSpan(root);
      problems.push({ kind: 'build', message: 'An interface file must be a mapping', span });
    }
    return { ...facts, problems };
  }
  const uses = readUses(document, root);
  const stepType = document.entry(root, 'step_type');
  const name = stepType && document.value(stepType.value);
  if (stepType === undefined || typeof name !== 'string' || name === '') {
    if (stepType !== undefined && problems.length === 0) {
      const message = '`step_type` is no name: at run time this file is skipped';
      problems.push({ kind: 'structure', message, span: valueSpan(document, stepType) });
    }
    return { ...facts, problems, uses };
  }
  const step = { name: detach(name), span: valueSpan(document, stepType) };
  const registry = document.entry(root, 'registry');
  const jobTypes = variantsOf(document, root).map(variant => detach(String(variant.key)));
  const interfaceFact: InterfaceFact = {
    stepType: step.name,
    stepTypeSpan: step.span,
    jobTypes,
    ...(registry && { registrySpan: registry.span }),
    ...optionalText('nodeType', document, document.entry(root, 'node_type')),
    ...optionalText('requires', document, registryEntry(document, registry, 'requires')),
  };
  const tables: RegistryTable[] = [];
  if (registry !== undefined) {
    problems.push(...registryProblems(document, registry, problems.length === 0));
    tables.push(registryTable(source, stepType, registry, step));
  }
  return { ...facts, problems, uses, tables, interface: interfaceFact };
}

function registryEntry(
  document: YamlDocument,
  registry: YamlEntry | undefined,
  key: string,
): YamlEntry | undefined {
  return isMap(registry?.value) ? document.entry(registry.value as YAMLMap, key) : undefined;
}

function optionalText<K extends string>(
  key: K,
  document: YamlDocument,
  entry: YamlEntry | undefined,
): { [P in K]?: string } {
  const value = entry && document.value(entry.value);
  return typeof value === 'string' ? ({ [key]: detach(value) } as { [P in K]: string }) : {};
}

/** What the loader raises for once the file has been parsed. */
function registryProblems(
  document: YamlDocument,
  registry: YamlEntry,
  isReadable: boolean,
): SourceProblem[] {
  if (!isReadable) return [];
  if (registry.value !== undefined && !isMap(registry.value)) {
    if (isTruthy(document.value(registry.value))) {
      const message = '`registry` must be a mapping';
      return [{ kind: 'build', message, span: valueSpan(document, registry) }];
    }
  }
  const type = registryEntry(document, registry, 'sagemaker_step_type');
  if (type !== undefined && isTruthy(document.value(type.value))) return [];
  const span = document.contentSpan((type ?? registry).keyNode);
  const message = '`registry` needs a `sagemaker_step_type`';
  return [{ kind: 'build', message, span }];
}

function registryTable(
  source: YamlSource,
  stepType: YamlEntry,
  registry: YamlEntry,
  step: { name: string; span: Span },
): RegistryTable {
  const { document } = source;
  const span = {
    start: Math.min(stepType.span.start, registry.span.start),
    end: Math.max(stepType.span.end, registry.span.end),
  };
  const declaration: Declaration = {
    kind: 'core',
    name: step.name,
    nameSpan: step.span,
    span,
    shape: 'entry',
    fields: rowFields(document, registry, step),
    conditional: false,
    superseded: false,
    damaged: source.damage.some(offset => touches(stepType, offset) || touches(registry, offset)),
    via: [],
  };
  return {
    kind: 'core',
    name: 'registry',
    nameSpan: document.contentSpan(registry.keyNode),
    span: registry.span,
    declarations: [declaration],
    opaque: [],
  };
}

/** A parser notices damage at its end: the character behind the entry belongs to it. */
function touches(entry: YamlEntry, offset: number): boolean {
  return offset >= entry.span.start && offset <= entry.span.end + 1;
}

function rowFields(
  document: YamlDocument,
  registry: YamlEntry,
  step: { name: string; span: Span },
): Field[] {
  const written = readFields(document, registry.value);
  const derived = (key: string, value: string): Field => ({
    key,
    keySpan: step.span,
    value,
    valueSpan: step.span,
    plain: false,
    derived: true,
  });
  const row = (key: string, otherwise: string): Field =>
    written.find(field => field.key === key && isTruthy(field.value)) ?? derived(key, otherwise);
  const type = written.filter(field => field.key === 'sagemaker_step_type');
  return [
    row('config_class', `${step.name}Config`),
    row('builder_step_name', `${step.name}StepBuilder`),
    derived('spec_type', step.name),
    ...type,
    row('description', ''),
    ...written
      .filter(field => !ROW_KEYS.includes(field.key))
      .map(field => ({ ...field, outsideRow: true })),
  ];
}

function variantsOf(document: YamlDocument, root: YAMLMap): YamlEntry[] {
  const variants = document.entry(root, 'variants')?.value;
  if (!isMap(variants)) return [];
  return document.entries(variants as YAMLMap).filter(variant => typeof variant.key === 'string');
}

function readUses(document: YamlDocument, root: YAMLMap): Use[] {
  const uses: Use[] = [];
  const add = (node: Node | undefined, context: Use['context']) => {
    if (!isScalar(node)) return;
    const name = document.value(node);
    if (typeof name !== 'string') return;
    const span = document.contentSpan(node);
    uses.push({ name: detach(name), span, context, plain: document.isVerbatim(node, name) });
  };
  for (const variant of variantsOf(document, root)) {
    if (isMap(variant.value))
      add(document.entry(variant.value as YAMLMap, 'step_type')?.value, 'variant');
  }
  for (const entry of document.written(root)) {
    if (entry.key === 'spec' || entry.key === 'variants') {
      forEachCompatibleSource(document, entry.value, node => add(node, 'compatible-source'));
    }
  }
  return uses.sort((a, b) => a.span.start - b.span.start);
}

/** Nodes behind aliases are met once, where they are written. */
function forEachCompatibleSource(
  document: YamlDocument,
  node: Node | undefined,
  visit: (source: Node) => void,
): void {
  if (isSeq(node)) {
    for (const item of node.items as Node[]) forEachCompatibleSource(document, item, visit);
  }
  if (!isMap(node)) return;
  for (const entry of document.written(node as YAMLMap)) {
    if (entry.via.length > 0) continue;
    if (entry.key === 'compatible_sources' && isSeq(entry.value)) {
      for (const item of entry.value.items as Node[]) visit(item);
    } else {
      forEachCompatibleSource(document, entry.value, visit);
    }
  }
}
