import { BUILTIN_CORE_DESCRIPTION, builtinCore } from '../service/project/builtinCore.js';
import { judge } from '../service/rules/engine.js';
import { readSource } from '../service/sources/index.js';
import type { Engine } from './surroundings.js';

/** What reads and judges files: the same for the editor, the command line and the tests. */
export const ENGINE: Engine = {
  read: readSource,
  judge,
  get builtin() {
    return { file: builtinCore().file, description: BUILTIN_CORE_DESCRIPTION };
  },
};
