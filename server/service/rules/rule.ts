import type { RuleCode, Severity, SeverityOverride } from '../../../shared/rules.js';
import type { IndexedFile, ProjectView } from '../project/project.js';
import type { Span } from '../text/span.js';
import type { Entry, FileEntries } from './entries.js';
import type { EntryMemory } from './entryMemory.js';
import type { Finding } from './finding.js';
import type { FileUses } from './uses.js';

export interface RuleContext {
  readonly file: IndexedFile;
  readonly view: ProjectView;
  /** The declarations of the file. */
  readonly entries: FileEntries;
  /** The places of the file that name a step. */
  readonly uses: FileUses;
  /** Reports with the rule's own code; `severity` only where it is not the rule's default. The engine applies settings and ignores. */
  report(
    finding: Omit<Finding, 'code' | 'severity' | 'related'> & {
      readonly severity?: Severity;
      readonly related?: Finding['related'];
    },
  ): void;
}

/** Looks at one entry of the file. */
export type EntryCheck = (entry: Entry) => void;

/** One rule. It looks at one file and reads everything else through the view. It must not throw. */
export interface Rule {
  readonly code: RuleCode;
  /** Looks at the file as a whole, whatever its entries say: it is asked anew for every keystroke. */
  check?(context: RuleContext): void;
  /**
   * What is to be said about a single entry that counts; undefined where nothing is. The entry is looked at again only when it or a
   * key that was read about it has changed, so that what is read beforehand, for all entries, must be the keys
   * `core`, `knowledge`, `config` and `workspaces` alone.
   */
  eachEntry?(context: RuleContext): EntryCheck | undefined;
  /** The same about an entry that a later key of its table replaces. */
  eachReplaced?(context: RuleContext): EntryCheck | undefined;
}

/** What the engine is told beyond the file and the index. */
export interface JudgementOptions {
  /** The user's own severities; the project file's win over them. */
  readonly severities?: Readonly<Partial<Record<RuleCode, SeverityOverride>>>;
  /** The place that is being typed at: nothing is said about values of the entry that holds it. */
  readonly typingAt?: Span;
  /** Syntax problems of a buffer wait until it is quiet. */
  readonly withholdSyntax?: boolean;
}

/**
 * The rule engine: every finding of one file, settings, ignores and precedence applied. Never throws. With a memory of
 * the file only those entries are judged that changed since.
 */
export type Judge = (
  file: IndexedFile,
  view: ProjectView,
  options: JudgementOptions,
  memory?: EntryMemory,
) => readonly Finding[];
