/** Patterns that one brace expression may stand for; more are cut off, so that a hostile file costs nothing. */
const MAX_ALTERNATIVES = 64;

type Piece = string | typeof ANY | typeof STAR | CharacterClass;

const ANY = Symbol('any character');
const STAR = Symbol('any characters');

interface CharacterClass {
  readonly negated: boolean;
  readonly ranges: readonly (readonly [string, string])[];
}

type Segment = '**' | readonly Piece[];

/**
 * Tells whether a path (relative, `/` separated) is named by one of the globs: `*`, `?`, `[a-z]` within a folder,
 * `**` across folders, `{a,b}` alternatives. A glob that names a folder names everything in it.
 * Matching takes no more than the product of the two lengths, whatever the glob.
 */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.flatMap(glob => expandBraces(normalise(glob)).map(parseSegments));
  if (patterns.length === 0) return () => false;
  return path => {
    const segments = path.split('/');
    return patterns.some(pattern => matchesSegments(pattern, segments));
  };
}

function normalise(glob: string): string {
  return glob
    .replaceAll('\\', '/')
    .replace(/^(?:\.?\/)+/, '')
    .replace(/\/+$/, '');
}

function expandBraces(glob: string): string[] {
  const done: string[] = [];
  const pending = [glob];
  while (pending.length > 0 && done.length + pending.length <= MAX_ALTERNATIVES) {
    const next = pending.pop()!;
    const inner = /\{([^{}]*)\}/.exec(next);
    if (inner === null) {
      done.push(next);
      continue;
    }
    const before = next.slice(0, inner.index);
    const after = next.slice(inner.index + inner[0].length);
    for (const choice of inner[1]!.split(',').reverse()) pending.push(before + choice + after);
  }
  return done;
}

function parseSegments(glob: string): Segment[] {
  return glob
    .split('/')
    .filter((segment, i, all) => segment !== '**' || all[i - 1] !== '**')
    .map(segment => (segment === '**' ? '**' : parsePieces(segment)));
}

function parsePieces(segment: string): Piece[] {
  const pieces: Piece[] = [];
  for (let i = 0; i < segment.length; i++) {
    const character = segment[i]!;
    const close = character === '[' ? segment.indexOf(']', i + 2) : -1;
    if (close > 0) {
      pieces.push(parseClass(segment.slice(i + 1, close)));
      i = close;
    } else if (character === '*') {
      if (pieces.at(-1) !== STAR) pieces.push(STAR);
    } else {
      pieces.push(character === '?' ? ANY : character);
    }
  }
  return pieces;
}

function parseClass(body: string): CharacterClass {
  const negated = body[0] === '!' || body[0] === '^';
  const ranges: [string, string][] = [];
  for (let i = negated ? 1 : 0; i < body.length; i++) {
    const isRange = body[i + 1] === '-' && i + 2 < body.length;
    ranges.push([body[i]!, isRange ? body[i + 2]! : body[i]!]);
    if (isRange) i += 2;
  }
  return { negated, ranges };
}

function matchesSegments(pattern: readonly Segment[], path: readonly string[]): boolean {
  // The usual wildcard walk: on a mismatch the latest `**` takes one folder more.
  let retryPattern = -1;
  let retryPath = 0;
  let p = 0;
  let i = 0;
  while (i < path.length) {
    const segment = pattern[p];
    if (segment === undefined && p > 0 && pattern[p - 1] !== '**') return true;
    if (segment === '**') {
      retryPattern = p++;
      retryPath = i;
      if (p === pattern.length) return true;
    } else if (segment !== undefined && matchesPieces(segment, path[i]!)) {
      p++;
      i++;
    } else if (retryPattern >= 0) {
      p = retryPattern + 1;
      i = ++retryPath;
    } else {
      return false;
    }
  }
  return pattern.slice(p).every(segment => segment === '**');
}

function matchesPieces(pieces: readonly Piece[], text: string): boolean {
  let retryPiece = -1;
  let retryText = 0;
  let p = 0;
  let i = 0;
  while (i < text.length) {
    const piece = pieces[p];
    if (piece === STAR) {
      retryPiece = p++;
      retryText = i;
    } else if (piece !== undefined && matchesPiece(piece, text[i]!)) {
      p++;
      i++;
    } else if (retryPiece >= 0) {
      p = retryPiece + 1;
      i = ++retryText;
    } else {
      return false;
    }
  }
  return pieces.slice(p).every(piece => piece === STAR);
}

function matchesPiece(piece: Exclude<Piece, typeof STAR>, character: string): boolean {
  if (piece === ANY) return true;
  if (typeof piece === 'string') return piece === character;
  if (typeof piece === 'symbol') return false;
  const inside = piece.ranges.some(([low, high]) => character >= low && character <= high);
  return inside !== piece.negated;
}
