import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENGINE } from '../server/host/engine.js';
import { parseScenario } from './support/scenario/format.js';
import { runScenario } from './support/scenario/run.js';

const FOLDER = path.join(import.meta.dirname, 'scenarios');

const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.txt'))
  .sort();

describe.each(files)('%s', name => {
  const scenario = parseScenario(readFileSync(path.join(FOLDER, name), 'utf8'));
  const modes = (['open', 'disk'] as const).filter(
    mode => scenario.mode === 'both' || scenario.mode === mode,
  );
  it.each(modes)(`%s: ${scenario.title}`, async mode => {
    const report = await runScenario(scenario, mode, { version: '0.0.0', engine: ENGINE });
    expect(report.join('\n\n')).toBe('');
  });
});
