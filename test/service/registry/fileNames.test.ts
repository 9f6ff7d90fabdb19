import { describe, expect, it } from 'vitest';
import { DOCUMENT_ERA, TODAY } from '../../../server/service/registry/era.js';
import { canonicalNameFromFileName } from '../../../server/service/registry/names/fileName.js';
import { BETTER_FILE_NAMES } from './better.js';
import { DATES, golden, type RecordingDate } from './golden.js';

interface FileNames {
  readonly registry: Readonly<Record<RecordingDate, readonly string[]>>;
  readonly file_names: Readonly<Record<RecordingDate, Readonly<Record<string, string | object>>>>;
  readonly detail: Readonly<
    Record<
      string,
      {
        readonly truth?: string | null;
        readonly upstream_bug?: Partial<Record<RecordingDate, string[]>>;
      }
    >
  >;
}

const recorded = golden<FileNames>('file_names');
const eras = { seed: DOCUMENT_ERA, new: TODAY };

describe.each(DATES)('file names, %s', date => {
  const { jobTypeSuffixes } = eras[date];
  const stepNames = recorded.registry[date];
  const answer = (fileName: string): string | null =>
    canonicalNameFromFileName(fileName, { stepNames, jobTypeSuffixes }).name ?? null;

  it.each(Object.entries(recorded.file_names[date]))('%s', (fileName, output) => {
    const { truth, upstream_bug } = recorded.detail[fileName]!;
    const runtime = typeof output === 'string' ? output : null;
    const flagged = upstream_bug?.[date] !== undefined;
    const better = flagged ? (truth ?? BETTER_FILE_NAMES[date][fileName] ?? null) : runtime;
    expect(answer(fileName)).toBe(better);
  });
});
