import { decodePercent, encodePercent } from '../text/percent.js';

/**
 * Ids of explorer rows: the path of sections and names that leads to the row, so that an edit never changes the id
 * of a row that stays. Segments are encoded; a name with a slash is no trap.
 */
export function nodeId(...segments: readonly string[]): string {
  return segments.map(encodePercent).join('/');
}

export function segmentsOf(id: string): readonly string[] {
  return id.split('/').map(segment => {
    try {
      return decodePercent(segment);
    } catch {
      // A client may ask for a row of another version of this tree: it is simply not found.
      return segment;
    }
  });
}
