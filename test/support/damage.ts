/** One edit of a registry text: `removed` characters at `at` are replaced by `inserted`. */
export interface Damage {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

export interface DamageKind {
  readonly name: string;
  readonly damages: (text: string) => Damage[];
}

export function apply(text: string, { at, removed, inserted }: Damage): string {
  return text.slice(0, at) + inserted + text.slice(at + removed);
}

const MARKS: readonly [name: string, characters: string][] = [
  ['quote', '"\''],
  ['bracket', '()[]{}'],
  ['comma', ','],
  ['colon', ':'],
];

/** Every way in which the table of the documentation damages a text, at every place where it can. */
export const DAMAGE_KINDS: readonly DamageKind[] = [
  {
    name: 'cut the file',
    damages: text =>
      everyPosition(text).map(at => ({ at, removed: text.length - at, inserted: '' })),
  },
  {
    name: 'cut the line',
    damages: text =>
      everyPosition(text)
        .map(at => ({ at, removed: endOfLine(text, at) - at, inserted: '' }))
        .filter(damage => damage.removed > 0),
  },
  {
    name: 'delete the line',
    damages: text =>
      lineStarts(text).map(at => ({ at, removed: endOfLine(text, at) + 1 - at, inserted: '' })),
  },
  ...MARKS.flatMap(([name, characters]): DamageKind[] => [
    {
      name: `delete a ${name}`,
      damages: text => occurrences(text, characters).map(at => ({ at, removed: 1, inserted: '' })),
    },
    {
      name: `double a ${name}`,
      damages: text =>
        occurrences(text, characters).map(at => ({ at, removed: 0, inserted: text[at]! })),
    },
    {
      name: `insert a ${name}`,
      damages: text =>
        everyPosition(text).flatMap(at =>
          [...characters].map(inserted => ({ at, removed: 0, inserted })),
        ),
    },
  ]),
];

function everyPosition(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => at);
}

function occurrences(text: string, characters: string): number[] {
  return everyPosition(text).filter(at => characters.includes(text[at]!));
}

export function lineStarts(text: string): number[] {
  return everyPosition(text).filter(at => at === 0 || text[at - 1] === '\n');
}

export function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
