import * as z from 'zod/mini';
import { RULE_CODES } from './rules.js';
import './schemaMessages.js';

const severityOverride = z.enum(['error', 'warning', 'information', 'hint', 'off']);
const code = z.enum(RULE_CODES);

export const PROJECT_FILE_NAME = 'cursus-registry.yaml';

const texts = () => z._default(z.array(z.string()), []);

/** `cursus-registry.yaml`: what a team decides about one registry; committed with the repository. */
export const projectFileSchema = z.strictObject({
  core: z
    .optional(z.string())
    .check(
      z.describe(
        'Path or glob of the core registry: an interfaces folder, step_names.yaml or a Python table.',
      ),
    ),
  workspaces: texts().check(
    z.describe('Globs of further workspace registry files or folders that hold workspaces.'),
  ),
  exclude: texts().check(z.describe('Globs of files and folders that are not read.')),
  rules: z
    ._default(z.partialRecord(code, severityOverride), {})
    .check(z.describe('Severity of each rule.')),
  ignore: z
    ._default(
      z.array(
        z.strictObject({
          path: z.optional(z.string()).check(z.describe('Glob, relative to the project.')),
          name: z.optional(z.string()).check(z.describe('A step, class or workspace id.')),
          codes: z
            ._default(z.array(code), [])
            .check(z.describe('Rules that are silenced; none listed: all.')),
        }),
      ),
      [],
    )
    .check(z.describe('Findings that are not reported.')),
  choices: z
    ._default(z.record(z.string(), z.string()), {})
    .check(
      z.describe(
        'Remembered choices: step name to the workspace id (or `core`) that wins under the strategy `manual`.',
      ),
    ),
});

export type ProjectFile = z.infer<typeof projectFileSchema>;
