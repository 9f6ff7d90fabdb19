import * as z from 'zod';
import { RULE_CODES } from './rules.js';

const severityOverride = z.enum(['error', 'warning', 'information', 'hint', 'off']);
const code = z.enum(RULE_CODES);

export const PROJECT_FILE_NAME = 'cursus-registry.yaml';

/** `cursus-registry.yaml`: what a team decides about one registry; committed with the repository. */
export const projectFileSchema = z.strictObject({
  core: z
    .string()
    .optional()
    .describe(
      'Path of the core registry: an interfaces folder, step_names.yaml or a Python table.',
    ),
  workspaces: z
    .array(z.string())
    .default([])
    .describe('Globs of further workspace registry files or folders that hold workspaces.'),
  exclude: z
    .array(z.string())
    .default([])
    .describe('Globs of files and folders that are not read.'),
  rules: z.partialRecord(code, severityOverride).default({}).describe('Severity of each rule.'),
  ignore: z
    .array(
      z.strictObject({
        path: z.string().optional().describe('Glob, relative to the project.'),
        name: z.string().optional().describe('A step, class or workspace id.'),
        codes: z.array(code).default([]).describe('Rules that are silenced; none listed: all.'),
      }),
    )
    .default([])
    .describe('Findings that are not reported.'),
  choices: z
    .record(z.string(), z.string())
    .default({})
    .describe(
      'Remembered choices: step name to the workspace id (or `core`) that wins under the strategy `manual`.',
    ),
});

export type ProjectFile = z.infer<typeof projectFileSchema>;
