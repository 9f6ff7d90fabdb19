import { LineIndex } from '../text/span.js';
import { NO_FACTS } from './facts.js';
import { readConfig } from './json/config.js';
import { readDag } from './json/dag.js';
import { readNotebook } from './json/notebook.js';
import { readPython } from './python/module.js';
import type { Reader } from './read.js';
import { readInterface } from './yaml/interface.js';
import { readYamlTable } from './yaml/table.js';

/** What a file says whose reader failed: that is a defect of ours, and must not cost the other files. */
export const READER_FAILED = 'This file could not be read because of a defect of the reader';

/** Reads any file that has a role: what it declares, what it uses and what is wrong with it. Never throws. */
export const readSource: Reader = input => {
  try {
    return readByRole(input);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const problem = { kind: 'limit', message: `${READER_FAILED} (${detail})` } as const;
    const lines = new LineIndex(input.text);
    return { ...NO_FACTS, lines, problems: [{ ...problem, span: { start: 0, end: 0 } }] };
  }
};

const readByRole: Reader = input => {
  switch (input.role.kind) {
    case 'workspace-registry':
    case 'core-python':
    case 'core-extras':
    case 'python':
      return readPython(input);
    case 'interface':
      return readInterface(input.text);
    case 'core-yaml':
      return readYamlTable(input.text);
    case 'dag':
      return readDag(input.text);
    case 'config-json':
      return readConfig(input.text);
    case 'notebook':
      return readNotebook(input.text, input.path);
    case 'project-file':
      // Its settings are read by the project (projectFile.ts); to the registry it says nothing.
      return { ...NO_FACTS, lines: new LineIndex(input.text) };
  }
};
