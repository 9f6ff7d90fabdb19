import type { ServerParts } from '../../server/host/serverHost.js';
import { BUILTIN_CORE } from '../../server/service/project/builtinCore.js';
import { judge } from '../../server/service/rules/engine.js';
import { readSource } from '../../server/service/sources/index.js';

/** The engine that ships: the tests of the server run no other. */
export const ENGINE: ServerParts = {
  version: '0.0.0',
  read: readSource,
  judge,
  builtin: BUILTIN_CORE,
};
