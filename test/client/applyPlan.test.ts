import { beforeEach, expect, it, vi } from 'vitest';
import { applyPlan } from '../../client/actions/applyPlan.js';
import type { RegistryServer } from '../../client/registryServer.js';
import type { PlannedEdit } from '../../shared/protocol.js';

const said: string[] = [];
const shown: string[] = [];

vi.mock('vscode', () => ({
  l10n: { t: (text: string) => text },
  Uri: { parse: (text: string) => text },
  Range: class {
    readonly line: number;
    constructor(line: number) {
      this.line = line;
    }
  },
  window: {
    showWarningMessage: (text: string) => said.push(`warning: ${text}`),
    showInformationMessage: (text: string) => said.push(`information: ${text}`),
    showTextDocument: (document: string, options: { selection?: { line: number } }) =>
      shown.push(`${document}:${options.selection?.line ?? ''}`),
  },
  workspace: { openTextDocument: (uri: string) => Promise.resolve(uri) },
}));

beforeEach(() => {
  said.length = 0;
  shown.length = 0;
});

function plan(planned: PlannedEdit | undefined, isApplied: boolean): Promise<boolean> {
  const server = {
    request: () => Promise.resolve(planned),
    apply: () => Promise.resolve(isApplied),
  };
  return applyPlan(server as unknown as RegistryServer, 'cursus/newStep', {});
}

it('applies an edit, opens what was made, and passes the note on', async () => {
  const planned = { edit: { documentChanges: [] }, open: 'file:///made.py', note: 'Mind this.' };
  expect(await plan(planned, true)).toBe(true);
  expect({ said, shown }).toEqual({
    said: ['information: Mind this.'],
    shown: ['file:///made.py:'],
  });
});

it.each([
  ['a server that does not answer', undefined, true, /did not answer/],
  ['a refusal', { refused: 'core has no such step.' }, true, /^warning: core has no such step\.$/],
  ['documents that have changed', { edit: {}, open: 'file:///made.py' }, false, /have changed/],
])('says what is wrong with %s, and opens nothing', async (_case, planned, isApplied, reason) => {
  expect(await plan(planned, isApplied)).toBe(false);
  expect(said).toEqual([expect.stringMatching(reason)]);
  expect(shown).toEqual([]);
});

it('shows the place that was changed', async () => {
  const edits = [7, 3].map(line => {
    const at = { line, character: 0 };
    return { range: { start: at, end: at }, newText: 'x' };
  });
  const edit = {
    documentChanges: [
      { textDocument: { uri: 'file:///other.py', version: null }, edits: [edits[1]!] },
      { textDocument: { uri: 'file:///table.py', version: null }, edits },
    ],
  };
  await plan({ edit, open: 'file:///table.py' }, true);
  expect(shown).toEqual(['file:///table.py:3']);
});
