import { type Settings, settingsSchema } from '../../shared/settings.js';
import { globComplaint } from '../service/project/projectFile.js';

/** The user's settings: always usable, whatever was sent. */
export class SettingsStore {
  #current: Settings = settingsSchema.parse({});
  #complaints: readonly string[] = [];

  get current(): Settings {
    return this.#current;
  }

  /** What is wrong with the last settings that came, for people; empty: nothing. */
  get complaints(): readonly string[] {
    return this.#complaints;
  }

  /**
   * Takes the section `cursus` as the client sent it. A value that cannot be used keeps its last good one.
   * @returns whether something is different now
   */
  take(sent: unknown): boolean {
    const before = JSON.stringify([this.#current, this.#complaints]);
    const complaints: string[] = [];
    const given = typeof sent === 'object' && sent !== null ? sent : {};
    const usable: Record<string, unknown> = {};
    for (const [key, schema] of Object.entries(settingsSchema.shape)) {
      const value = (given as Record<string, unknown>)[key];
      // Editors send null for what is not set; where null is a value, the schema accepts it.
      const parsed = schema.safeParse(value === null ? undefined : value);
      if (parsed.success) usable[key] = value === null ? undefined : value;
      else {
        usable[key] = this.#current[key as keyof Settings];
        const [issue] = parsed.error.issues;
        const path = ['cursus', key, ...(issue?.path ?? [])].map(String).join('.');
        complaints.push(`${path} ${issue?.message ?? 'cannot be used'}`);
      }
    }
    const settings = settingsSchema.parse(usable);
    this.#current = {
      ...settings,
      exclude: settings.exclude.filter(glob => keeps(glob, complaints)),
    };
    this.#complaints = complaints;
    return JSON.stringify([this.#current, this.#complaints]) !== before;
  }
}

function keeps(glob: string, complaints: string[]): boolean {
  const complaint = globComplaint(glob);
  if (complaint !== undefined) complaints.push(`cursus.exclude: ${complaint}`);
  return complaint === undefined;
}
