import * as z from 'zod';

const milliseconds = z.number().min(0).max(60_000).optional();

/** `initializationOptions` of the server; every client may leave them out. */
export const initializationSchema = z.object({
  /** Settings for clients that do not answer `workspace/configuration`: the section `cursus`. */
  settings: z.unknown(),
  /** Commands of the client that the server may name (protocol.ts, ClientCommand). */
  commands: z.array(z.string()).default([]),
  /** Another server completes YAML keys and fixed values from the schemas that are shipped. */
  yamlSchemas: z.boolean().default(false),
  /** URI of the page that describes the rules, a section each. */
  documentation: z.string().optional(),
  /** Shorter waiting times, for tests; in milliseconds. */
  delays: z
    .object({
      quiet: milliseconds,
      syntax: milliseconds,
      disk: milliseconds,
      reconcile: milliseconds,
      tree: milliseconds,
    })
    .default({}),
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
