import { check } from './check.js';
import { choices } from './choices.js';
import type { Command } from './command.js';
import { conflicts } from './conflicts.js';
import { diagnose } from './diagnose.js';
import { diff } from './diff.js';
import { docs } from './docs.js';
import { explain } from './explain.js';
import { exportCommand } from './export.js';
import { importSteps } from './importSteps.js';
import { initWorkspace } from './initWorkspace.js';
import { list } from './list.js';
import { lsp } from './lsp.js';
import { migrate } from './migrate.js';
import { newStep } from './newStep.js';
import { promote } from './promote.js';
import { resolve } from './resolve.js';
import { status } from './status.js';

/** Every command of `cursus-registry`, in the order of `--help`. */
export const COMMANDS: readonly Command[] = [
  check,
  list,
  resolve,
  conflicts,
  choices,
  status,
  diagnose,
  explain,
  exportCommand,
  importSteps,
  newStep,
  promote,
  migrate,
  initWorkspace,
  diff,
  docs,
  lsp,
];
