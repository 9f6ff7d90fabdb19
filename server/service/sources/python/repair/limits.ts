/** How far out a bracket is looked for when one does not fit the innermost: deeper text is not written by people. */
export const SEARCH_DEPTH = 100;
