import { type Document, isMap, isNode, isScalar, type Pair } from 'yaml';
import type * as z from 'zod';
import { type ProjectFile, projectFileSchema } from '../../../shared/projectFile.js';
import { type FileFacts, NO_FACTS, type SourceProblem } from '../sources/facts.js';
import { LineIndex, type Span } from '../text/span.js';
import { DEFAULT_CONFIG } from './config.js';
import type { ProjectConfig } from './project.js';
import { parseProjectYaml } from './projectYaml.js';

/** Aliases that may be resolved: enough for anchors, not for a text that unfolds without end. */
const MAX_ALIASES = 100;
/** A document with more mistakes than this is not mended value by value. */
const MAX_REPAIRS = 100;

type Path = readonly PropertyKey[];

export interface ProjectFileReading {
  /** What can be used of it; every value with a problem is left out. */
  readonly config: ProjectConfig;
  readonly facts: FileFacts;
}

/** Reads `cursus-registry.yaml`. Never throws: whatever cannot be used is a problem at its place. */
export function readProjectFile(text: string): ProjectFileReading {
  const lines = new LineIndex(text);
  const parsed = parseProjectYaml(text);
  if ('limit' in parsed) {
    const problems: SourceProblem[] = [{ kind: 'limit', ...parsed.limit }];
    return { config: DEFAULT_CONFIG, facts: { ...NO_FACTS, lines, problems } };
  }
  const { document, errors } = parsed;
  const problems: SourceProblem[] = errors.map(error => ({ kind: 'syntax', ...error }));
  const content = plainContent(document, problems);
  const file = validate(content, document, problems);
  checkGlobs(file, document, problems);
  return { config: configOf(file), facts: { ...NO_FACTS, lines, problems } };
}

function plainContent(document: Document, problems: SourceProblem[]): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES }) ?? {};
  } catch (error) {
    problems.push({
      kind: 'limit',
      message: error instanceof Error ? error.message : 'too many aliases',
      span: { start: 0, end: 0 },
    });
    return {};
  }
}

/** Takes out what does not fit, one value after the other, until the rest does. */
function validate(content: unknown, document: Document, problems: SourceProblem[]): ProjectFile {
  let rest = content;
  for (let i = 0; i < MAX_REPAIRS; i++) {
    const parsed = projectFileSchema.safeParse(rest);
    if (parsed.success) return parsed.data;
    const places = parsed.error.issues.flatMap(placesOf);
    for (const { path, message, isKey } of places) {
      if (i === 0) {
        problems.push({ kind: 'structure', message, span: spanAt(document, path, isKey) });
      }
    }
    rest = without(
      rest,
      places.map(place => place.path),
    );
  }
  return projectFileSchema.parse({});
}

function placesOf(issue: z.core.$ZodIssue): { path: Path; message: string; isKey: boolean }[] {
  if (issue.code === 'unrecognized_keys') {
    const kind = issue.path[0] === 'rules' ? 'rule' : 'key';
    return issue.keys.map(key => ({
      path: [...issue.path, key],
      message: `\`${key}\` is no ${kind} that is known`,
      isKey: true,
    }));
  }
  const what = issue.path.length === 0 ? 'the file' : issue.path.map(String).join('.');
  return [{ path: issue.path, message: `${what} ${issue.message}`, isKey: false }];
}

function without(value: unknown, paths: readonly Path[]): unknown {
  if (paths.some(path => path.length === 0)) return {};
  const heads = new Map<PropertyKey, Path[]>();
  for (const [head, ...tail] of paths) {
    const tails = heads.get(head!);
    if (tails === undefined) heads.set(head!, [tail]);
    else tails.push(tail);
  }
  const keep = (key: PropertyKey, child: unknown): unknown => {
    const tails = heads.get(key);
    if (tails === undefined) return child;
    return tails.some(tail => tail.length === 0) ? undefined : without(child, tails);
  };
  if (Array.isArray(value)) {
    return value.map((child, i) => keep(i, child)).filter(child => child !== undefined);
  }
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, child]) => [key, keep(key, child)] as const)
      .filter(([, child]) => child !== undefined),
  );
}

function spanAt(document: Document, path: Path, isKey: boolean): Span {
  if (isKey) {
    const map = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    const pair = isMap(map)
      ? map.items.find((item: Pair) => isScalar(item.key) && item.key.value === path.at(-1))
      : undefined;
    const span = pair === undefined ? undefined : rangeOf(pair.key);
    if (span !== undefined) return span;
  }
  for (let length = path.length; length > 0; length--) {
    const span = rangeOf(document.getIn(path.slice(0, length), true));
    if (span !== undefined) return span;
  }
  return rangeOf(document.contents) ?? { start: 0, end: 0 };
}

function rangeOf(node: unknown): Span | undefined {
  if (!isNode(node) || !node.range) return undefined;
  return { start: node.range[0], end: node.range[1] };
}

/** A project file speaks about its own project only. */
function checkGlobs(file: ProjectFile, document: Document, problems: SourceProblem[]): void {
  const check = (path: Path, glob: string | undefined): boolean => {
    const complaint = glob === undefined ? undefined : globComplaint(glob);
    if (complaint === undefined) return true;
    problems.push({ kind: 'structure', message: complaint, span: spanAt(document, path, false) });
    return false;
  };
  if (!check(['core'], file.core)) delete file.core;
  file.workspaces = file.workspaces.filter((glob, i) => check(['workspaces', i], glob));
  file.exclude = file.exclude.filter((glob, i) => check(['exclude', i], glob));
  file.ignore = file.ignore.filter((entry, i) => check(['ignore', i, 'path'], entry.path));
}

/** Why a glob cannot be used; undefined: it can. Globs are relative to the project and stay within it. */
export function globComplaint(glob: string): string | undefined {
  if (glob.trim() === '') return 'an empty path names nothing';
  if (/^(?:\/|\\|[A-Za-z]:)/.test(glob)) {
    return `\`${glob}\` is absolute; paths are relative to the project`;
  }
  return glob.split(/[\\/]/).includes('..') ? `\`${glob}\` leads out of the project` : undefined;
}

function configOf(file: ProjectFile): ProjectConfig {
  const { rules, ignore, exclude, core, workspaces, choices } = file;
  return {
    severities: rules,
    ignorePaths: ignore.flatMap(({ path, name, codes }) =>
      path !== undefined && name === undefined ? [{ glob: path, codes }] : [],
    ),
    ignoreNames: ignore.flatMap(({ path, name, codes }) =>
      name === undefined ? [] : [{ name, codes, ...(path === undefined ? {} : { glob: path }) }],
    ),
    exclude,
    ...(core === undefined ? {} : { core }),
    workspaces,
    choices,
  };
}
