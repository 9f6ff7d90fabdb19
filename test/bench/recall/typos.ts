/** A name with one typing error in it, never at its first letter: a letter lost, doubled, swapped or mistaken. */
export function mistyped(name: string, random: () => number): string {
  for (;;) {
    const at = 1 + Math.floor(random() * (name.length - 1));
    const wrong = ERRORS[Math.floor(random() * ERRORS.length)]!(name, at, random);
    if (wrong !== name) return wrong;
  }
}

const ERRORS: readonly ((name: string, at: number, random: () => number) => string)[] = [
  (name, at) => name.slice(0, at) + name.slice(at + 1),
  (name, at) => name.slice(0, at) + name[at] + name.slice(at),
  (name, at) => name.slice(0, at) + (name[at + 1] ?? '') + name[at] + name.slice(at + 2),
  (name, at, random) =>
    name.slice(0, at) + String.fromCharCode(97 + Math.floor(random() * 26)) + name.slice(at + 1),
];
