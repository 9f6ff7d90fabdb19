/** From this score on, the runtime takes a name for the one that is meant. */
export const SIMILAR = 0.8;

function partsOf(fileName: string): readonly string[] {
  return fileName.toLowerCase().split('_');
}

/**
 * The runtime's likeness of a file name and a canonical name, 0 to 1: equal without underscores 1, contained 0.9,
 * all parts contained 0.85, four fifths of them 0.8, else 0.7 times the share.
 */
export function nameSimilarity(fileName: string, canonicalName: string): number {
  const file = fileName.toLowerCase().replaceAll('_', '');
  const canonical = canonicalName.toLowerCase();
  if (file === canonical) return 1;
  if (canonical.includes(file)) return 0.9;
  const parts = partsOf(fileName);
  const matches = parts.filter(part => canonical.includes(part)).length;
  if (matches === parts.length) return 0.85;
  return matches >= parts.length * SIMILAR ? SIMILAR : (matches / parts.length) * 0.7;
}

/** A part of fewer letters proves nothing. */
const SHORTEST_PROOF = 3;

/** How many letters of the canonical name the parts of the file name account for, each letter once. */
export function coveredLetters(fileName: string, canonicalName: string): number {
  let rest = canonicalName.toLowerCase();
  const parts = new Set(partsOf(fileName).filter(part => part.length >= SHORTEST_PROOF));
  let covered = 0;
  for (const part of [...parts].sort((a, b) => b.length - a.length)) {
    const at = rest.indexOf(part);
    if (at === -1) continue;
    covered += part.length;
    rest = `${rest.slice(0, at)}\n${rest.slice(at + part.length)}`;
  }
  return covered;
}
