import * as z from 'zod/mini';
import './schemaMessages.js';

const milliseconds = z.optional(z.number().check(z.minimum(0), z.maximum(60_000)));

/** `initializationOptions` of the server; every client may leave them out. */
export const initializationSchema = z.object({
  /** Settings for clients that do not answer `workspace/configuration`: the section `cursus`. */
  settings: z.unknown(),
  /** Commands of the client that the server may name (protocol.ts, ClientCommand). */
  commands: z._default(z.array(z.string()), []),
  /** Another server completes YAML keys and fixed values from the schemas that are shipped. */
  yamlSchemas: z._default(z.boolean(), false),
  /** URI of the page that describes the rules, a section each. */
  documentation: z.optional(z.string()),
  /** Shorter waiting times, for tests; in milliseconds. */
  delays: z._default(
    z.object({
      quiet: milliseconds,
      syntax: milliseconds,
      disk: milliseconds,
      reconcile: milliseconds,
      tree: milliseconds,
    }),
    {},
  ),
});

export type Initialization = z.infer<typeof initializationSchema>;

/** What can be used of the options that a client sent: each part by itself. */
export function readInitialization(sent: unknown): Initialization {
  const whole = initializationSchema.safeParse(sent ?? {});
  if (whole.success) return whole.data;
  const given = typeof sent === 'object' && sent !== null ? sent : {};
  const usable = Object.entries(initializationSchema.shape).flatMap(([key, schema]) => {
    const value = (given as Record<string, unknown>)[key];
    return schema.safeParse(value).success ? [[key, value]] : [];
  });
  return initializationSchema.parse(Object.fromEntries(usable));
}
