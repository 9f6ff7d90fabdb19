import { expect, test } from 'vitest';
import { codeLenses } from '../../../server/service/features/codeLens.js';
import { inlayHints } from '../../../server/service/features/inlayHints.js';
import { documentSymbols } from '../../../server/service/features/symbols.js';
import { ClientCommand } from '../../../shared/protocol.js';
import { type SceneOptions, scene } from './scene.js';
import { ANN, BOB, CORE, TEAM } from './team.js';

const at = (path: string, options?: SceneOptions) =>
  scene(TEAM, path, `${TEAM[path as keyof typeof TEAM]}|`, options);

function lenses(path: string): [line: number, title: string][] {
  const { open, context } = at(path);
  return codeLenses(open, context).map(({ range, command }) => [
    range.start.line + 1,
    command?.title ?? '',
  ]);
}

test('lenses stand only on rows that conflict or override', () => {
  expect(lenses(ANN)).toEqual([
    [2, 'Also in bob'],
    [10, 'Also in core'],
    [13, 'Overrides core'],
  ]);
  expect(lenses(BOB)).toEqual([[2, 'Also in ann']]);
  expect(lenses(CORE)).toEqual([[10, 'Shadowed by ann']]);
  expect(lenses('shared.py')).toEqual([]);
});

test('a lens shows the other places where the client can', () => {
  const { open, context } = at(BOB, {
    client: { commands: new Set([ClientCommand.showLocations]) },
  });
  expect(codeLenses(open, context)[0]?.command).toEqual({
    title: 'Also in ann',
    command: ClientCommand.showLocations,
    arguments: [
      open.uri,
      { line: 1, character: 5 },
      [
        {
          uri: `file:///repo/${ANN}`,
          range: { start: { line: 1, character: 5 }, end: { line: 1, character: 14 } },
        },
      ],
    ],
  });
});

test('hints say where a step comes from that is not core’s', () => {
  const { open, context } = at('dev/ann/pipe.py', { workspace: 'ann' });
  const whole = { start: 0, end: open.text.length };
  expect(inlayHints(open, whole, context)).toEqual([
    { position: { line: 2, character: 33 }, label: 'from ann', paddingLeft: true },
    { position: { line: 3, character: 30 }, label: 'override of ann', paddingLeft: true },
  ]);
  expect(inlayHints(open, { start: 0, end: 10 }, context)).toEqual([]);
  const nobody = at('dev/ann/pipe.py');
  expect(inlayHints(nobody.open, whole, nobody.context)).toEqual([]);
});

test('symbols of a registry file: its tables and their steps', () => {
  const { open, context } = at(ANN);
  expect(documentSymbols(open, context)).toMatchObject([
    {
      name: 'LOCAL_STEPS',
      detail: '2 steps',
      children: [{ name: 'RiskScore', detail: 'Processing' }, { name: 'Payload' }],
    },
    { name: 'STEP_OVERRIDES', detail: '1 step', children: [{ name: 'XGBoostTraining' }] },
  ]);
});
