import type { Location, LocationLink } from 'vscode-languageserver-types';
import type { IndexedFile } from '../project/project.js';
import type { Span } from '../text/span.js';
import type { FeatureContext, OpenText } from './context.js';

/** A place to go to: the name, and the whole thing around it. */
export interface Target {
  readonly file: IndexedFile;
  readonly name: Span;
  readonly whole: Span;
}

/** Targets in the shape that the client takes; those that cannot be shown are left out. */
export function toTargets(
  open: OpenText,
  origin: Span,
  targets: readonly Target[],
  { places, client }: FeatureContext,
): Location[] | LocationLink[] {
  const links = targets.flatMap(({ file, name, whole }): LocationLink[] => {
    const at = places.location(file, name);
    if (at === undefined) return [];
    const around = places.location(file, whole);
    return [
      {
        originSelectionRange: open.lines.range(origin),
        targetUri: at.uri,
        targetRange: around?.uri === at.uri ? around.range : at.range,
        targetSelectionRange: at.range,
      },
    ];
  });
  return client.locationLinks
    ? links
    : links.map(link => ({ uri: link.targetUri, range: link.targetSelectionRange }));
}

/** Places sorted by file and position, each once. */
export function sortedLocations(locations: readonly Location[]): Location[] {
  const byPlace = new Map(locations.map(each => [placeKey(each), each]));
  return [...byPlace.values()].sort(
    (a, b) =>
      (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0) ||
      a.range.start.line - b.range.start.line ||
      a.range.start.character - b.range.start.character,
  );
}

function placeKey({ uri, range }: Location): string {
  return `${uri} ${range.start.line}:${range.start.character}`;
}
