import type { IndexedFile, Placed, ProjectView } from '../../project/project.js';
import { canonicalToSnake } from '../../registry/names/snakeCase.js';
import type { RenameGroup, RenamePlace } from './place.js';

/** A class whose name is made from the step's name, and what it would be called. */
export interface DerivedClass {
  readonly from: string;
  readonly to: string;
  readonly group: Extract<RenameGroup, 'config' | 'builder'>;
}

export interface DerivedFile {
  readonly file: IndexedFile;
  /** The file's new path, relative to the project. */
  readonly path: string;
}

const FIELDS = [
  { key: 'config_class', ending: /^(?:Step)?Config(?:Base)?$/, group: 'config' },
  { key: 'builder_step_name', ending: /^(?:Step)?Builder(?:Base)?$/, group: 'builder' },
] as const;

/** The config and builder classes of a step that are called after it. */
export function derivedClasses(
  declared: readonly Placed[],
  name: string,
  newName: string,
): DerivedClass[] {
  const found = new Map<string, DerivedClass>();
  for (const { declaration } of declared) {
    for (const { key, ending, group } of FIELDS) {
      const value = declaration.fields.find(field => field.key === key)?.value;
      if (typeof value !== 'string' || !value.startsWith(name)) continue;
      const rest = value.slice(name.length);
      if (ending.test(rest)) found.set(value, { from: value, to: newName + rest, group });
    }
  }
  return [...found.values()];
}

/** Why a class keeps its name; undefined where it may follow. */
export function keepsName(view: ProjectView, { from, to }: DerivedClass): string | undefined {
  const classes = view.classes(from);
  if (classes.length > 1) return `${from} keeps its name: ${classes.length} classes have it.`;
  if (classes.some(placed => placed.file.external)) {
    return `${from} keeps its name: its class is outside of the project.`;
  }
  if (view.classes(to).length > 0) return `${from} keeps its name: there is a class ${to} already.`;
  return undefined;
}

/** Where registries and configs name a class; Python code is searched by its text. */
export function classPlaces(view: ProjectView, derived: DerivedClass): RenamePlace[] {
  const { from, to, group } = derived;
  const found: RenamePlace[] = [];
  for (const file of view.files()) {
    if (file.external) continue;
    for (const table of file.facts.tables) {
      for (const { fields } of table.declarations) {
        for (const field of fields) {
          const names = field.key === 'config_class' || field.key === 'builder_step_name';
          if (!names || field.derived || field.value !== from) continue;
          found.push({ file, span: field.valueSpan, text: from, from, to, group });
        }
      }
    }
  }
  for (const { file, use } of view.uses(from)) {
    if (use.context !== 'config-class') continue;
    const cell = use.cell === undefined ? {} : { cell: use.cell };
    found.push({ file, span: use.span, text: from, from, to, group, ...cell });
  }
  return found;
}

/** Interface files that are called after the step; the runtime finds an interface by the name of its file. */
export function derivedFiles(
  declared: readonly Placed[],
  name: string,
  newName: string,
): DerivedFile[] {
  const stem = `${canonicalToSnake(name)}.step.yaml`;
  return declared.flatMap(({ file }) => {
    if (file.role.kind !== 'interface' || !file.path.endsWith(`/${stem}`)) return [];
    return [
      { file, path: `${file.path.slice(0, -stem.length)}${canonicalToSnake(newName)}.step.yaml` },
    ];
  });
}
