import { expect, it } from 'vitest';
import { CHECKS, failuresOf } from './bench/speed/checks.js';
import { type Measured, QUICK } from './bench/speed/run.js';
import { Samples } from './bench/speed/samples.js';

/** A run in which the work of the server costs so many times what it usually does. */
function runWith(factor: number): Measured {
  const samples = new Samples();
  const [cold, facts, keystroke, growth, wire, memory] = CHECKS.map(({ usual }) => usual * factor);
  samples.add('scan cpu', '100', 1);
  samples.add('start cpu', '100', cold!);
  samples.add('facts cpu', '100', facts!);
  samples.add('bare scan cpu', '2x1000', 1);
  samples.add('keystroke cpu', '2x1000', keystroke!);
  samples.add('keystroke cpu', '10', 1);
  samples.add('keystroke cpu', '100', growth!);
  samples.add('start bytes', '100', 1);
  samples.add('shared name bytes', '100', wire!);
  samples.add('memory after 10 edits', '100', 1);
  samples.add('memory after many edits', '100', memory!);
  return {
    extent: QUICK,
    machine: { platform: '', processors: '', node: '', load: [0, 0] },
    trees: ['10', '100'],
    longTree: '2x1000',
    repositories: [],
    leftOut: [],
    samples,
  };
}

it('lets noise pass, and nothing that costs twice as much', () => {
  expect(failuresOf(runWith(1))).toEqual([]);
  expect(failuresOf(runWith(1.4))).toEqual([]);
  expect(failuresOf(runWith(2))).toEqual(CHECKS.map(({ says }) => says));
});

it('has nothing to say about what was not measured', () => {
  expect(failuresOf({ ...runWith(9), samples: new Samples() })).toEqual([]);
});
