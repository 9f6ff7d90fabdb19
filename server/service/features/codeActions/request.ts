import type { Diagnostic } from 'vscode-languageserver-types';
import type { Finding } from '../../rules/finding.js';
import type { Range } from '../../text/span.js';
import type { OpenText } from '../context.js';
import type { JudgeText } from './trial.js';

/** What a request for code actions speaks about. */
export interface CodeActionRequest {
  readonly open: OpenText;
  /** Of the document's version, `null` where the client counts none. */
  readonly version: number | null;
  readonly range: Range;
  /** Findings of that very text, in its offsets. */
  readonly findings: readonly Finding[];
  /** What the client sent along: an action names those that it settles. */
  readonly diagnostics: readonly Diagnostic[];
  /** Kinds that the client asks for; absent: all. */
  readonly only?: readonly string[];
  readonly judge: JudgeText;
  readonly projectFile: ProjectFileText;
}

/** cursus-registry.yaml of the project as it is now. */
export interface ProjectFileText {
  readonly uri: string;
  /** `undefined`: there is none. */
  readonly text: string | undefined;
  /** The version of the open document, `null` where it is not open. */
  readonly version: number | null;
}
