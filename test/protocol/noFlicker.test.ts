import { describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { ENGINE } from '../../server/host/engine.js';
import { LineIndex } from '../../server/service/text/span.js';
import { HandClock } from '../support/handClock.js';
import { TEXTS } from '../support/incremental/texts.js';
import { openProject } from '../support/openedProject.js';
import { uriOf } from '../support/protocolClient.js';

/** `CURSUS_SESSIONS=200` types as many. */
const SESSIONS = Number(process.env.CURSUS_SESSIONS ?? 40);
const KEYSTROKE_MS = 90;
const REGISTRY = 'developers/ann/src/cursus_dev/registry/workspace_registry.py';

/** What is typed, and the text behind which it is typed; line ends are where people stop to think. */
const TYPED: readonly (readonly [file: string, behind: string, text: string])[] = [
  [REGISTRY, 'LOCAL_STEPS = {\n', '    "XGBoostTraining": {"spec_type": "X"},\n'],
  [REGISTRY, 'LOCAL_STEPS = {\n', '    "RiskScore2": {"config_class": "RiskScoreConfig"},\n'],
  [
    REGISTRY,
    'LOCAL_STEPS = {\n',
    "    'FraudScore': dict(builder_step_name='FraudScoreStepBuilder'),\n",
  ],
  [REGISTRY, 'STEP_OVERRIDES = {\n', '    "XGBoostTraining": {\n        "priority": 7,\n    },\n'],
  [REGISTRY, '}\n', 'LOCAL_STEPS["Packge"] = {"sagemaker_step_type": "Processing"}\n'],
  [REGISTRY, '}\n', 'WORKSPACE_METADATA = {"developer_id": "ann"}\n'],
  [REGISTRY, '', 'import os  # "unclosed\nNAME = """text"""\n'],
  ['dags/train.py', 'dag = PipelineDAG()\n', 'dag.add_edge("Package", "RiskScore")\n'],
  ['dags/train.dag.json', '"nodes": [', '"XGBoostTraining", '],
  [
    'src/cursus/registry/step_names.py',
    'STEP_NAMES = {\n',
    '    "RiskScore": {"sagemaker_step_type": "Training"},\n',
  ],
];

function named(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
}

/** Types one text; @returns what appeared in the meantime and was gone in the end, elsewhere and in what was typed. */
async function type(session: number): Promise<string[]> {
  const [file, behind, text] = TYPED[session % TYPED.length]!;
  const files = Object.fromEntries(
    Object.entries(TEXTS)
      .slice(0, 12)
      .map(([name, texts]) => [name, texts[0]!]),
  );
  // Every session meets the project in another state.
  files['developers/bob/src/cursus_dev/registry/workspace_registry.py'] =
    TEXTS[REGISTRY]![Math.floor(session / TYPED.length) % TEXTS[REGISTRY]!.length]!;
  const clock = new HandClock();
  const { client, at } = await openProject(files, {
    server: { version: '0.0.0', engine: ENGINE, environment: {}, clock },
    initializationOptions: { delays: { quiet: 300, syntax: 1000, disk: 0 } },
  });
  const own = uriOf(at(file));
  let now = files[file]!;
  client.open(at(file), now);
  await client.settled();
  const take = async (): Promise<void> => {
    for (let i = 0; i < 2; i++) await client.request('cursus/indexStatus');
  };
  const before = new Map([...client.diagnostics].map(([uri, list]) => [uri, named(list)]));
  const since = client.published.length;
  const start = now.indexOf(behind) + behind.length;
  let length = 0;
  for (const character of text) {
    const offset = start + length;
    const range = new LineIndex(now).range({ start: offset, end: offset });
    now = now.slice(0, offset) + character + now.slice(offset);
    length += character.length;
    client.change(at(file), [{ range, text: character }]);
    await take();
    clock.advance(KEYSTROKE_MS);
  }
  clock.advance(300);
  await take();
  clock.advance(1000);
  await client.settled();
  const end = new LineIndex(now).range({ start, end: start + length });
  return client.published.slice(since).flatMap(({ uri, diagnostics }) => {
    const lasting = [...(before.get(uri) ?? []), ...named(client.diagnostics.get(uri) ?? [])];
    return diagnostics
      .filter(
        ({ range }) =>
          uri !== own || (range.start.line >= end.start.line && range.start.line <= end.end.line),
      )
      .flatMap(diagnostic => named([diagnostic]))
      .filter(name => !lasting.includes(name))
      .map(name => `session ${session}: ${uri.split('/').at(-1)} ${name}`);
  });
}

describe('while an entry is typed character by character', () => {
  it.each(TYPED.map((_, i) => i))(
    'no finding comes and goes in other files, nor in the entry: text %i',
    async first => {
      const flickers = [];
      for (let i = first; i < SESSIONS; i += TYPED.length) flickers.push(...(await type(i)));
      expect([...new Set(flickers)]).toEqual([]);
    },
    SESSIONS > 40 ? 600_000 : 20_000,
  );
});
