import type { IndexedFile, ProjectView } from '../project/project.js';
import { type Rejection, rejectionOfDeclaration } from '../registry/acceptance.js';
import type { Declaration, Field, RegistryTable } from '../sources/facts.js';
import { isOpaque, type PyValue } from '../sources/values.js';

/** One declaration of the file that is judged. */
export interface Entry {
  readonly table: RegistryTable;
  /** Unpacked: the index makes the fields of its declarations anew each time they are asked for. */
  readonly declaration: Declaration;
  /** The same as the index holds it. */
  readonly indexed: Declaration;
  /** What the runtime's model refuses about it; undefined: nothing. */
  readonly rejections: readonly Rejection[] | undefined;
}

/** The declarations of one file that rules may speak about, unpacked once for all rules. Damaged ones are left out. */
export class FileEntries {
  readonly #file: IndexedFile;
  readonly #view: ProjectView;
  #workspace: readonly Entry[] | undefined;
  #core: readonly Entry[] | undefined;
  #counting: readonly Entry[] | undefined;

  constructor(file: IndexedFile, view: ProjectView) {
    this.#file = file;
    this.#view = view;
  }

  /** Those of a workspace's registry file; none of any other file. */
  get workspace(): readonly Entry[] {
    this.#workspace ??=
      this.#file.role.kind === 'workspace-registry'
        ? this.#entries(
            table => table.kind !== 'core',
            () => true,
          )
        : [];
    return this.#workspace;
  }

  /** The rows of the core in force; none where another core is in force. */
  get core(): readonly Entry[] {
    const { uri } = this.#file;
    this.#core ??= isCoreFile(this.#file)
      ? this.#entries(
          table => table.kind === 'core',
          name =>
            this.#view
              .declarations(name)
              .some(placed => placed.file.uri === uri && placed.workspace === undefined),
        )
      : [];
    return this.#core;
  }

  /** Those that count at run time, of a workspace or of the core in force. */
  get counting(): readonly Entry[] {
    this.#counting ??= [...this.workspace, ...this.core].filter(
      ({ declaration }) => !declaration.superseded,
    );
    return this.#counting;
  }

  #entries(
    isOfKind: (table: RegistryTable) => boolean,
    isInForce: (name: string) => boolean,
  ): Entry[] {
    return this.#file.facts.tables.filter(isOfKind).flatMap(table =>
      table.declarations
        .filter(declaration => !declaration.damaged && isInForce(declaration.name))
        .map((indexed): Entry => {
          const declaration = unpacked(indexed);
          const rejections = isOrdinary(declaration)
            ? undefined
            : rejectionOfDeclaration(declaration);
          return { table, declaration, indexed, rejections };
        }),
    );
  }
}

const ORDINARY_NAME = /^[A-Za-z]\w*$/;
const MODEL_TEXTS = new Set([
  'config_class',
  'spec_type',
  'sagemaker_step_type',
  'description',
  'framework',
]);
const ORDINARY_TEXT = /^[ -~]*$/;

/** Whether an entry is one of the many that the runtime's model plainly accepts, so that nobody has to look closer. */
function isOrdinary({ name, keyProblem, shape, fields }: Declaration): boolean {
  if (shape !== 'entry' || keyProblem !== undefined || !ORDINARY_NAME.test(name)) return false;
  for (const { key, value } of fields) {
    if (key === 'job_types') {
      if (!Array.isArray(value) || !value.every(isOrdinaryText)) return false;
    } else if (key === 'builder_step_name') {
      if (typeof value !== 'string' || !ORDINARY_NAME.test(value)) return false;
    } else if (key === 'metadata') return false;
    else if (MODEL_TEXTS.has(key) && !isOrdinaryText(value)) return false;
  }
  return true;
}

function isOrdinaryText(value: PyValue): boolean {
  return typeof value === 'string' && ORDINARY_TEXT.test(value);
}

function unpacked(declaration: Declaration): Declaration {
  const { kind, name, nameSpan, span, shape, fields, conditional, superseded, damaged, via } =
    declaration;
  return {
    ...{ kind, name, nameSpan, span, shape, fields, conditional, superseded, damaged, via },
    ...(declaration.keyProblem === undefined ? {} : { keyProblem: declaration.keyProblem }),
    ...(declaration.raw === undefined ? {} : { raw: declaration.raw }),
  };
}

export function isCoreFile(file: IndexedFile): boolean {
  return file.role.kind === 'interface' || file.role.kind.startsWith('core-');
}

/** Whether the file is an interface of a step pack. */
export function isPack(file: IndexedFile): boolean {
  return file.role.kind === 'interface' && file.role.pack;
}

/** The field as Python keeps it: of a key that occurs twice, the last. */
export function fieldOf(declaration: Declaration, key: string): Field | undefined {
  const { fields } = declaration;
  for (let i = fields.length - 1; i >= 0; i--) if (fields[i]!.key === key) return fields[i];
  return undefined;
}

/** The value of a field that is a string, as the runtime keeps it: without blanks around. */
export function textOf(declaration: Declaration, key: string): string | undefined {
  const value = fieldOf(declaration, key)?.value;
  return typeof value === 'string' ? value.trim() : undefined;
}

/** Whether a field may be there although it cannot be seen: it, the entry or a part of the entry is not known. */
export function mayHave(
  { table, declaration }: Pick<Entry, 'table' | 'declaration'>,
  key: string,
): boolean {
  if (declaration.shape !== 'entry') return true;
  if (isOpaque(fieldOf(declaration, key)?.value)) return true;
  return table.opaque.some(
    ({ path }) =>
      path[0] === declaration.name && (path.length === 1 || path[1] === '**' || path[1] === key),
  );
}
