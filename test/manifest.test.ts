import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import * as z from 'zod';
import { ClientCommand } from '../shared/protocol.js';
import { RULE_CODES, RULES } from '../shared/rules.js';
import { settingsSchema } from '../shared/settings.js';

vi.mock('vscode', () => ({
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  Uri: { parse: (text: string) => ({ toString: () => text }) },
}));

const ROOT = new URL('..', import.meta.url).pathname;

interface Setting {
  readonly type: string | readonly string[];
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly order: number;
  readonly markdownDescription: string;
  readonly properties?: Readonly<Record<string, Setting>>;
}

interface Contribution {
  readonly command: string;
  readonly title: string;
  readonly category: string;
  readonly icon: string;
  readonly when?: string;
}

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly configuration: readonly {
      readonly title: string;
      readonly order: number;
      readonly properties: Readonly<Record<string, Setting>>;
    }[];
    readonly commands: readonly Contribution[];
    readonly menus: Readonly<Record<string, readonly Contribution[]>>;
    readonly viewsWelcome: readonly { readonly when: string; readonly contents: string }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly { readonly media: { readonly markdown: string } }[];
    }[];
  };
}

const manifestText = readFileSync(join(ROOT, 'package.json'), 'utf8');
const manifest: Manifest = JSON.parse(manifestText);
const words: Record<string, string> = JSON.parse(
  readFileSync(join(ROOT, 'package.nls.json'), 'utf8'),
);
const { contributes } = manifest;
const contributed = contributes.commands.map(({ command }) => command);
const settings = Object.assign(
  {},
  ...contributes.configuration.map(group => group.properties),
) as Record<string, Setting>;

/** `{ a: { b: 1 } }` as `cursus.a.b`; an object without fields is a setting of its own. */
function leaves(value: unknown, path: string): [string, unknown][] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [[path, value]];
  const entries = Object.entries(value);
  if (entries.length === 0) return [[path, value]];
  return entries.flatMap(([key, child]) => leaves(child, `${path}.${key}`));
}

/** What the schema itself says about one setting, as JSON schema. */
function schemaOf(id: string): z.core.JSONSchema.JSONSchema {
  let schema: z.core.JSONSchema.JSONSchema = z.toJSONSchema(settingsSchema, { io: 'input' });
  for (const key of id.split('.').slice(1)) {
    schema = schema.properties?.[key] as z.core.JSONSchema.JSONSchema;
  }
  return schema;
}

test('settings of the manifest and of the schema are the same, with the same defaults', () => {
  const defaults = Object.fromEntries(leaves(settingsSchema.parse({}), 'cursus'));
  const offered = Object.fromEntries(Object.entries(settings).map(([id, s]) => [id, s.default]));
  expect(offered).toEqual(defaults);
});

test.each(Object.entries(settings))('%s offers what the schema takes', (id, setting) => {
  const schema = schemaOf(id);
  const types = schema.anyOf?.map(one => (one as { type: string }).type) ?? schema.type;
  expect(setting.type).toEqual(types);
  if (schema.enum) expect(setting.enum).toEqual(schema.enum);
  expect([setting.minimum, setting.maximum]).toEqual([schema.minimum, schema.maximum]);
});

test('groups of settings and the settings in them have an order', () => {
  const groups = contributes.configuration;
  expect(groups.map(({ order }) => order)).toEqual(groups.map((_, index) => index + 1));
  for (const { properties } of groups) {
    const orders = Object.values(properties).map(({ order }) => order);
    expect(orders).toEqual(orders.map((_, index) => index + 1));
  }
});

test('every rule can be set, under its own title and default', () => {
  const offered = settings['cursus.severity']?.properties ?? {};
  expect(Object.keys(offered)).toEqual(RULE_CODES);
  for (const code of RULE_CODES) {
    expect(offered[code]?.default).toBe(RULES[code].severity);
    expect(words[`rule.${code}`]).toBe(RULES[code].title);
  }
});

test('every rule is documented', () => {
  const documented = readFileSync(join(ROOT, 'docs', 'rules.md'), 'utf8').matchAll(
    /^## `?([a-z-]+)/gm,
  );
  expect([...documented].map(([, code]) => code)).toEqual(expect.arrayContaining(RULE_CODES));
});

test('every command has a handler, and every handler a command', async () => {
  const { COMMANDS } = await import('../client/commands.js');
  const named = [...contributed, ...Object.values(ClientCommand)];
  expect(Object.keys(COMMANDS).sort()).toEqual(named.sort());
});

test('every command has title, category and icon', () => {
  for (const command of contributes.commands) {
    expect(command).toMatchObject({
      title: expect.stringMatching(/^%.+%$/),
      category: '%category%',
      icon: expect.stringMatching(/^\$\(.+\)$/),
    });
  }
});

test('menus and welcome texts name commands that exist', () => {
  const inMenus = Object.values(contributes.menus).flatMap(items =>
    items.map(item => item.command),
  );
  const links = Object.values(words).flatMap(text => [
    ...text.matchAll(/command:(cursus\.\w+)\)/g),
  ]);
  const named = [...inMenus, ...links.map(([, command]) => command)];
  expect(named.filter(command => command && !contributed.includes(command))).toEqual([]);
});

test('commands of a row are not in the palette', () => {
  const ofRows = new Set(contributes.menus['view/item/context']?.map(({ command }) => command));
  const hidden = contributes.menus.commandPalette?.filter(({ when }) => when === 'false');
  expect(new Set(hidden?.map(({ command }) => command))).toEqual(ofRows);
});

test('every state of the view that shows no tree has a text', () => {
  const states = contributes.viewsWelcome.map(({ when }) => /'([a-z-]+)'$/.exec(when)?.[1]);
  expect(states).toEqual(['starting', 'no-folder', 'nothing-found', 'failed']);
});

test('every word of the manifest is written down, and no word is left over', () => {
  const used = [...manifestText.matchAll(/"%([^"%]+)%"/g)].map(([, key]) => key);
  expect(new Set(used)).toEqual(new Set(Object.keys(words)));
});

test('the extension wakes for registries only', () => {
  const { activationEvents } = manifest;
  expect(activationEvents.filter(event => event.includes('**'))).toEqual([
    'workspaceContains:**/*.step.yaml',
    'workspaceContains:**/cursus_dev/registry/workspace_registry.py',
  ]);
  const kinds = new Set(activationEvents.map(event => event.split(':')[0]));
  expect(kinds).toEqual(new Set(['workspaceContains', 'onLanguage']));
});

test('the files that the manifest names exist', () => {
  const media = readdirSync(join(ROOT, 'client', 'media', 'walkthrough')).filter(name =>
    name.endsWith('.md'),
  );
  const steps = contributes.walkthroughs.flatMap(walkthrough => walkthrough.steps);
  expect(steps.map(step => step.media.markdown).sort()).toEqual(
    media.map(name => `client/media/walkthrough/${name}`).sort(),
  );
  const pictures = [...manifestText.matchAll(/"(client\/media\/[^"]+)"/g)].map(([, path]) => path);
  for (const path of pictures)
    expect(readFileSync(join(ROOT, path ?? '')).length).toBeGreaterThan(0);
});

test('welcome and walkthrough texts have no code marks: VS Code shows them as they are', () => {
  const shown = Object.entries(words).filter(([key]) => /^(?:welcome|walkthrough)\./.test(key));
  expect(shown.length).toBeGreaterThan(10);
  expect(shown.filter(([, text]) => text.includes('`'))).toEqual([]);
});
