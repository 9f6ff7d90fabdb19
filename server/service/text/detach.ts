import { flatten } from './flatten.js';

/**
 * A copy that shares no memory with the text it was cut from: engines keep a whole text alive for the sake of one
 * slice of it, and the index must not hold texts.
 */
export function detach(slice: string): string {
  // Slices below this length are copied anyway.
  return slice.length < 13 ? slice : flatten(slice);
}
