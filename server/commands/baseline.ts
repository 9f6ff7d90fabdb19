import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as z from 'zod/mini';
import type { Problem } from '../service/report/problem.js';
import { type CommandIo, UsageError } from './command.js';

const baselineSchema = z.object({
  version: z.literal(1),
  findings: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      file: z.string(),
      count: z.int().check(z.minimum(1)),
    }),
  ),
});

type Baseline = z.infer<typeof baselineSchema>;

/** Findings are known by code, name and file: lines may move, a second one of a kind is new. */
function keyOf(finding: {
  readonly code: string;
  readonly name: string;
  readonly file: string;
}): string {
  return JSON.stringify([finding.code, finding.name, finding.file]);
}

/** @throws UsageError where the file cannot be read or is no baseline */
export async function readBaseline(io: CommandIo, path: string): Promise<Baseline> {
  let text: string;
  try {
    text = await readFile(resolve(io.cwd, path), 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read the baseline ${path}: ${(error as Error).message}`);
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`the baseline ${path} is no JSON: ${(error as Error).message}`);
  }
  const parsed = baselineSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new UsageError(`${path} is no baseline: ${z.prettifyError(parsed.error).split('\n')[0]}`);
}

/** The findings that the baseline does not hold; of several of one kind, the last ones are new. */
export function applyBaseline(problems: readonly Problem[], baseline: Baseline): Problem[] {
  const left = new Map(baseline.findings.map(finding => [keyOf(finding), finding.count]));
  return problems.filter(problem => {
    const key = keyOf(problem);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
}

/** @throws UsageError where the file cannot be written */
export async function writeBaseline(
  io: CommandIo,
  path: string,
  problems: readonly Problem[],
): Promise<void> {
  const counts = new Map<string, { code: string; name: string; file: string; count: number }>();
  for (const { code, name, file } of problems) {
    const key = keyOf({ code, name, file });
    const entry = counts.get(key);
    if (entry === undefined) counts.set(key, { code, name, file, count: 1 });
    else entry.count++;
  }
  const content: Baseline = { version: 1, findings: [...counts.values()] };
  try {
    await writeFile(resolve(io.cwd, path), `${JSON.stringify(content, null, 2)}\n`);
  } catch (error) {
    throw new UsageError(`cannot write the baseline ${path}: ${(error as Error).message}`);
  }
}
