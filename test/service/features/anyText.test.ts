import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caretInName } from '../../../server/service/features/caret/at.js';
import { codeLenses } from '../../../server/service/features/codeLens.js';
import { complete } from '../../../server/service/features/completion/complete.js';
import { INDEX_PLACES, type OpenText } from '../../../server/service/features/context.js';
import { definition, typeDefinition } from '../../../server/service/features/definition.js';
import { hover } from '../../../server/service/features/hover/hover.js';
import { inlayHints } from '../../../server/service/features/inlayHints.js';
import { documentHighlights, references } from '../../../server/service/features/references.js';
import { prepareRename } from '../../../server/service/features/rename/prepare.js';
import { documentSymbols } from '../../../server/service/features/symbols.js';
import { ProjectText, ROOT } from '../../support/projectText.js';
import { coreOf, FULL_CLIENT } from './scene.js';
import { ANN, BOB, TEAM } from './team.js';

const fixture = (path: string): string =>
  readFileSync(new URL(`../../fixtures/today/${path}`, import.meta.url), 'utf8');

const INTERFACE = 'src/cursus/steps/interfaces/xgboost_training.step.yaml';
const TEXTS: Readonly<Record<string, string>> = {
  ...coreOf('Package', 'Payload'),
  ...Object.fromEntries(
    [
      INTERFACE,
      'src/cursus/pipeline_catalog/shared_dags/xgboost/end_to_end.dag.json',
      'projects/churn/pipeline_config/config.json',
      'projects/churn/churn_demo.ipynb',
      'projects/churn/churn_pipeline.py',
    ].map(path => [path, fixture(path)]),
  ),
  [ANN]: TEAM[ANN],
  [BOB]: TEAM[BOB],
  'cursus-registry.yaml':
    'rules:\n  unknown-step: off\nignore:\n  - name: A\nchoices:\n  RiskScore: ann\n',
};
const PATHS = Object.keys(TEXTS);

/** One edit as people and accidents make them. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.integer({ min: 0, max: 30 }),
  insert: fc.constantFrom(
    '',
    '"',
    "'",
    '"""',
    '{',
    '[',
    '(',
    ',',
    ':',
    '\n',
    '  ',
    '- ',
    '#',
    'X_',
    '\\',
    '\u0000',
    'é',
    '😀',
  ),
});

test('any text at any offset: an answer or none, never an exception, and every edit around the caret', () => {
  const project = new ProjectText(TEXTS);
  fc.assert(
    fc.property(
      fc.constantFrom(...PATHS),
      fc.array(edit, { maxLength: 4 }),
      fc.array(fc.double({ min: 0, max: 1.01, noNaN: true }), { minLength: 3, maxLength: 3 }),
      (path, edits, carets) => {
        let text = TEXTS[path]!;
        for (const { at, remove, insert } of edits) {
          const start = Math.floor(at * text.length);
          text = text.slice(0, start) + insert + text.slice(start + remove);
        }
        project.write(path, text);
        const view = project.index.view();
        const file = view.file(ROOT + path)!;
        const { role, facts } = file;
        const open: OpenText = { uri: file.uri, path, role, text, lines: facts.lines, facts, file };
        const context = { view, client: FULL_CLIENT, places: INDEX_PLACES, workspace: 'ann' };
        for (const caret of carets) {
          const offset = Math.floor(caret * text.length);
          caretInName(open, offset);
          hover(open, offset, context);
          definition(open, offset, context);
          typeDefinition(open, offset, context);
          references(open, offset, true, context);
          documentHighlights(open, offset, context);
          prepareRename(open, offset, context);
          const position = facts.lines.positionAt(offset);
          for (const { textEdit } of complete(open, offset, context)?.items ?? []) {
            const { start, end } = (
              textEdit as { range: { start: typeof position; end: typeof position } }
            ).range;
            expect([start.line, end.line]).toEqual([position.line, position.line]);
            expect(start.character).toBeLessThanOrEqual(position.character);
            expect(end.character).toBeGreaterThanOrEqual(position.character);
          }
        }
        codeLenses(open, context);
        documentSymbols(open, context);
        inlayHints(open, { start: 0, end: text.length }, context);
        project.write(path, TEXTS[path]!);
      },
    ),
    { seed: 11, numRuns: 400 },
  );
});
