import * as z from 'zod/mini';
import { RULE_CODES } from './rules.js';
import './schemaMessages.js';

const severityOverride = z.enum(['error', 'warning', 'information', 'hint', 'off']);

/**
 * The settings under `cursus.*`. This is the only place where a default is written; a test holds
 * package.json to it. What a team shares (severities, excludes) can stand in cursus-registry.yaml, which wins.
 */
export const settingsSchema = z.object({
  activeWorkspace: z._default(z.nullable(z.string()), null),
  severity: z._default(z.partialRecord(z.enum(RULE_CODES), severityOverride), {}),
  exclude: z._default(z.array(z.string()), []),
  maxFiles: z._default(z.int().check(z.minimum(100), z.maximum(1_000_000)), 100_000),
  pythonPath: z._default(z.nullable(z.string()), null),
  inlayHints: z._default(z.boolean(), false),
  codeLens: z._default(z.boolean(), true),
  completion: z.prefault(z.object({ automatic: z._default(z.boolean(), true) }), {}),
  explorer: z.prefault(
    z.object({
      groupBy: z._default(z.enum(['type', 'framework', 'workspace', 'none']), 'type'),
    }),
    {},
  ),
  log: z._default(z.enum(['off', 'error', 'warning', 'info', 'debug']), 'info'),
});

export type Settings = z.infer<typeof settingsSchema>;
