import type { Finding } from '../../rules/finding.js';

/** A list of strings in the data of a finding; empty where there is none. */
export function textsIn({ data }: Finding, key: string): readonly string[] {
  const value = data?.[key];
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}

/** A string in the data of a finding. */
export function textIn({ data }: Finding, key: string): string | undefined {
  const value = data?.[key];
  return typeof value === 'string' ? value : undefined;
}
