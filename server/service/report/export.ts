import type { IndexedFile, ProjectView, Workspace } from '../project/project.js';
import type { Declaration, Field, OpaquePart } from '../sources/facts.js';
import { isDict, isOpaque, type Opaque, type PyValue } from '../sources/values.js';
import { JSON_VERSION } from './json.js';

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | JsonValue[]
  | { [key: string]: JsonValue };

interface OpaqueEntry {
  readonly path: readonly string[];
  readonly reason: string;
}

/** `export --format json`: the tables as Python would hold them; what only running code could tell is null and listed. */
export interface RegistryExport {
  readonly version: number;
  readonly core: {
    readonly source: string;
    readonly steps: Record<string, JsonValue>;
    readonly opaque: readonly OpaqueEntry[];
  };
  readonly workspaces: Record<
    string,
    {
      /** The workspace's folder, relative to the project. */
      readonly path: string;
      readonly steps: Record<string, JsonValue>;
      readonly overrides: Record<string, JsonValue>;
      readonly metadata: Record<string, JsonValue>;
      readonly opaque: readonly OpaqueEntry[];
    }
  >;
}

/** An object that holds `__proto__` as a key like any other. */
function record(): Record<string, JsonValue> {
  return Object.create(null) as Record<string, JsonValue>;
}

class Exporter {
  readonly opaque: OpaqueEntry[] = [];

  value(value: PyValue, path: readonly string[]): JsonValue {
    if (isOpaque(value)) return this.unknown(value, path);
    if (Array.isArray(value)) {
      return (value as readonly PyValue[]).map((item, i) => this.value(item, [...path, String(i)]));
    }
    if (isDict(value)) {
      const result = record();
      for (const [key, item] of value) result[key] = this.value(item, [...path, key]);
      return result;
    }
    return value as null | boolean | number | string;
  }

  unknown(value: Opaque, path: readonly string[]): null {
    this.opaque.push({ path, reason: value.reason });
    return null;
  }

  fields(fields: readonly Field[], path: readonly string[]): Record<string, JsonValue> {
    const result = record();
    for (const field of fields) {
      if (field.outsideRow) continue;
      result[field.key] = this.value(field.value, [...path, field.key]);
    }
    return result;
  }

  declaration(declaration: Declaration, path: readonly string[]): JsonValue {
    if (declaration.shape === 'entry') return this.fields(declaration.fields, path);
    return this.value(declaration.raw ?? null, path);
  }

  parts(parts: readonly OpaquePart[], table: string): void {
    for (const part of parts) {
      const path = [table, ...part.path];
      const listed = this.opaque.some(
        entry => entry.path.length === path.length && entry.path.every((s, i) => s === path[i]),
      );
      if (!listed) this.opaque.push({ path, reason: part.reason });
    }
  }
}

function exportTables(
  file: IndexedFile,
  kind: Declaration['kind'],
  key: string,
  exporter: Exporter,
): Record<string, JsonValue> {
  const steps = record();
  for (const table of file.facts.tables) {
    if (table.kind !== kind) continue;
    for (const declaration of table.declarations) {
      if (declaration.superseded) continue;
      steps[declaration.name] = exporter.declaration(declaration, [key, declaration.name]);
    }
    exporter.parts(table.opaque, key);
  }
  return steps;
}

function exportWorkspace({ file, root }: Workspace): RegistryExport['workspaces'][string] {
  const exporter = new Exporter();
  const steps = exportTables(file, 'local', 'steps', exporter);
  const overrides = exportTables(file, 'override', 'overrides', exporter);
  const metadata = exporter.fields(file.facts.metadata?.fields ?? [], ['metadata']);
  exporter.parts(file.facts.metadata?.opaque ?? [], 'metadata');
  return { path: root, steps, overrides, metadata, opaque: exporter.opaque };
}

/** Everything that the registry of a project holds. A workspace whose id is claimed twice is `id@relative/path`. */
export function exportRegistry(view: ProjectView): RegistryExport {
  const exporter = new Exporter();
  const steps = record();
  for (const name of view.coreNames()) {
    const row = view.coreStep(name);
    if (row === undefined) continue;
    steps[name] = exporter.declaration(row.declaration, ['steps', name]);
  }
  const workspaces = Object.create(null) as RegistryExport['workspaces'];
  for (const workspace of view.workspaces()) workspaces[workspace.id] = exportWorkspace(workspace);
  return {
    version: JSON_VERSION,
    core: { source: view.core().source, steps, opaque: exporter.opaque },
    workspaces,
  };
}
