import type { ClientAbilities, FeatureContext, OpenText } from '../service/features/context.js';
import type { IndexedFile } from '../service/project/project.js';
import type { Finding } from '../service/rules/finding.js';
import { type FileFacts, NO_FACTS } from '../service/sources/facts.js';
import { LineIndex, type Position } from '../service/text/span.js';
import type { ActiveWorkspaces } from './activeWorkspaces.js';
import type { Buffers, OpenBuffer } from './buffers.js';
import type { Notebooks, OpenNotebook } from './notebooks.js';
import type { ClientPlaces } from './places.js';
import type { Project } from './project.js';
import type { Session } from './session.js';
import type { Uris } from './uris.js';

/** A question about an open document: its text as the client has it, and the index around it. */
export interface Question {
  readonly project: Project;
  /** The canonical key of the file: of a cell, its notebook's. */
  readonly key: string;
  readonly open: OpenText;
  readonly context: FeatureContext;
  /** Of the document; `null` where the client counts none. */
  readonly version: number | null;
  offset(position: Position): number;
  /** What would be found in the document if its text were another; of a cell, with the other cells around it. */
  judge(text: string): readonly Finding[];
}

/** Finds what a request speaks about. */
export class OpenTexts {
  readonly #session: Session;
  readonly #buffers: Buffers;
  readonly #notebooks: Notebooks;
  readonly #uris: Uris;
  readonly #places: ClientPlaces;
  readonly #client: ClientAbilities;
  readonly #active: ActiveWorkspaces;

  constructor(
    session: Session,
    buffers: Buffers,
    notebooks: Notebooks,
    uris: Uris,
    places: ClientPlaces,
    client: ClientAbilities,
    active: ActiveWorkspaces,
  ) {
    this.#session = session;
    this.#buffers = buffers;
    this.#notebooks = notebooks;
    this.#uris = uris;
    this.#places = places;
    this.#client = client;
    this.#active = active;
  }

  /** undefined: the document is not open, or it is nothing to us. */
  about(clientUri: string): Question | undefined {
    const key = this.#uris.key(clientUri);
    if (key === undefined) return undefined;
    const home = this.#notebooks.home(key);
    const buffer = this.#buffers.get(home?.notebook.key ?? key);
    const project = buffer && this.#session.projectOf(buffer.key);
    const understood = buffer && project?.understand(buffer);
    if (buffer === undefined || project === undefined || understood === undefined) return undefined;
    const { file, isHeld } = understood;
    const text = home === undefined ? wholeText(buffer, file) : cellText(home, file);
    if (text === undefined) return undefined;
    const open: OpenText = {
      uri: clientUri,
      path: file.path,
      role: file.role,
      ...text,
      ...(isHeld ? { file } : {}),
    };
    return {
      project,
      key: buffer.key,
      open,
      context: this.context(project, file),
      version: home?.notebook.cells[home.index]?.document.version ?? buffer.version,
      offset: position => open.lines.offsetAt(position),
      judge: changed =>
        home === undefined
          ? project.judgeText(file, changed)
          : findingsInCell(home, changed, whole => project.judgeText(file, whole)),
    };
  }

  /** @param file whose path may tell the active workspace */
  context(project: Project, file?: IndexedFile): FeatureContext {
    const view = project.view(file?.uri);
    const { workspace } = this.#active.of(project, file);
    return {
      view,
      client: this.#client,
      places: this.#places,
      ...(workspace === null ? {} : { workspace }),
    };
  }
}

type Text = Pick<OpenText, 'text' | 'lines' | 'facts' | 'cell'>;

/** What is found in a cell with this text, in the cell's own offsets. */
function findingsInCell(
  { notebook, index }: { notebook: OpenNotebook; index: number },
  text: string,
  judge: (whole: string) => readonly Finding[],
): Finding[] {
  const changed = notebook.withSource(index, text);
  return judge(changed.text).flatMap(finding => {
    const span = changed.within(index, finding.span);
    return span === undefined ? [] : [{ ...finding, span }];
  });
}

function wholeText(buffer: OpenBuffer, file: IndexedFile): Text {
  return { text: buffer.text, lines: file.facts.lines, facts: file.facts };
}

/** One cell, with what the notebook as a whole says about it in the cell's own offsets. */
function cellText(
  { notebook, index }: { notebook: OpenNotebook; index: number },
  file: IndexedFile,
): Text | undefined {
  const cell = notebook.cells[index];
  if (cell === undefined || !cell.isCode) return undefined;
  const text = cell.document.getText();
  const lines = new LineIndex(text);
  const uses = file.facts.uses.flatMap(use => {
    const span = use.cell === index ? notebook.within(index, use.span) : undefined;
    return span === undefined
      ? []
      : [{ ...use, span, plain: use.name === text.slice(span.start, span.end) }];
  });
  const facts: FileFacts = { ...NO_FACTS, lines, uses };
  const above = notebook.cells
    .slice(0, index)
    .filter(other => other.isCode)
    .map(other => other.document.getText())
    .join('\n');
  return { text, lines, facts, cell: { index, above } };
}
