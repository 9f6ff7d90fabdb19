import type { ProjectView } from '../project/project.js';
import type { Declaration } from '../sources/facts.js';
import { isOpaque } from '../sources/values.js';
import { DEFAULT_STYLE, stringLiteral, valueLiteral } from './pythonText.js';

/** One declaration of a step, written so that two of them can be compared line by line. */
export interface DefinitionText {
  /** A workspace's id, or `core`. */
  readonly source: string;
  readonly kind: 'core step' | 'local step' | 'override';
  readonly text: string;
}

/** The order in which every definition is written, whatever its own; other fields follow by name. */
const FIELD_ORDER = [
  'config_class',
  'builder_step_name',
  'spec_type',
  'sagemaker_step_type',
  'description',
  'framework',
  'job_types',
];

const KINDS = { core: 'core step', local: 'local step', override: 'override' } as const;

/** Every declaration of a name: workspaces by id, local before override, core last. */
export function definitionTexts(view: ProjectView, name: string): readonly DefinitionText[] {
  const core = view.coreStep(name);
  const declared = view
    .declarations(name)
    .filter(({ workspace, declaration }) => workspace !== undefined && !declaration.superseded)
    .sort(
      (a, b) => order(a.workspace!, b.workspace!) || order(a.declaration.kind, b.declaration.kind),
    );
  return [...declared, ...(core === undefined ? [] : [core])].map(({ workspace, declaration }) => ({
    source: workspace ?? 'core',
    kind: KINDS[workspace === undefined ? 'core' : declaration.kind],
    text: textOf(declaration),
  }));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function textOf({ name, fields, raw, shape }: Declaration): string {
  const style = DEFAULT_STYLE;
  if (shape !== 'entry') {
    const value = raw === undefined || isOpaque(raw) ? UNKNOWN : `${valueLiteral(raw, style, '')},`;
    return `${stringLiteral(name, style.quote)}: ${value}\n`;
  }
  const written = fields.filter(({ outsideRow }) => outsideRow !== true);
  const last = new Map(written.map(({ key, value }) => [key, value]));
  const keys = [...last.keys()].sort((a, b) => placeOf(a) - placeOf(b) || order(a, b));
  const lines = keys.map(key => {
    const value = last.get(key)!;
    const text = isOpaque(value) ? UNKNOWN : `${valueLiteral(value, style, style.indent)},`;
    return `${style.indent}${stringLiteral(key, style.quote)}: ${text}\n`;
  });
  return `${stringLiteral(name, style.quote)}: {\n${lines.join('')}},\n`;
}

const UNKNOWN = '...,  # known only when Python runs';

function placeOf(key: string): number {
  const place = FIELD_ORDER.indexOf(key);
  return place < 0 ? FIELD_ORDER.length : place;
}
