import type { Candidate } from './fileReader.js';

export async function findInstalledCore(): Promise<readonly Candidate[]> {
  return [];
}
