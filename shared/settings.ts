import * as z from 'zod';
import { RULE_CODES } from './rules.js';

const severityOverride = z.enum(['error', 'warning', 'information', 'hint', 'off']);

/**
 * The settings under `cursus.*`. This is the only place where a default is written; a test holds
 * package.json to it. What a team shares (severities, excludes) can stand in cursus-registry.yaml, which wins.
 */
export const settingsSchema = z.object({
  activeWorkspace: z.string().nullable().default(null),
  severity: z.partialRecord(z.enum(RULE_CODES), severityOverride).default({}),
  exclude: z.array(z.string()).default([]),
  maxFiles: z.number().int().min(100).max(1_000_000).default(100_000),
  pythonPath: z.string().nullable().default(null),
  inlayHints: z.boolean().default(false),
  codeLens: z.boolean().default(true),
  completion: z.object({ automatic: z.boolean().default(true) }).prefault({}),
  explorer: z
    .object({ groupBy: z.enum(['type', 'framework', 'workspace', 'none']).default('type') })
    .prefault({}),
  log: z.enum(['off', 'error', 'warning', 'info', 'debug']).default('info'),
});

export type Settings = z.infer<typeof settingsSchema>;
