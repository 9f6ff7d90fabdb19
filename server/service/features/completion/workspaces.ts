import { CompletionItemKind } from 'vscode-languageserver-types';
import type { FeatureContext, OpenText } from '../context.js';
import type { Candidate, Candidates } from './candidate.js';

/** Ids of workspaces; in the project file also `core`, which a remembered choice may name. */
export function workspaceCandidates(open: OpenText, { view }: FeatureContext): Candidates {
  const list = view
    .workspaces()
    .map(
      ({ id, root }): Candidate => ({ label: id, kind: CompletionItemKind.Module, origin: root }),
    );
  const core: Candidate = {
    label: 'core',
    kind: CompletionItemKind.Module,
    origin: view.core().source,
  };
  return { list: open.role.kind === 'project-file' ? [...list, core] : list, incomplete: false };
}
