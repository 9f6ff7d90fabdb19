/** Short registry files whose values unfold to more than a reader could ever look at. */
export const UNFOLDING_PROGRAMS: readonly (readonly [name: string, text: string])[] = [
  ['f-strings in f-strings', `LOCAL_STEPS = {}\n${'f"{'.repeat(50_000)}${'}"'.repeat(50_000)}`],
  [
    'methods of a long text',
    'x = "a" * 1000000\nfor i in range(100000):\n    y = x.upper()\nLOCAL_STEPS = {}\n',
  ],
  [
    'long keys',
    'x = "a" * 900000\nd = {}\nfor i in range(20000):\n    d[x + str(i)] = 1\nLOCAL_STEPS = {}\n',
  ],
  [
    'long values',
    'x = "a" * 900000\nLOCAL_STEPS = {str(i): {"description": x + str(i)} for i in range(2000)}\n',
  ],
  [
    'long texts compared',
    'x = "a" * 900000\ny = x + "b"\nz = "" + x + "b"\nfor i in range(50000):\n    w = (y + "c") == (z + "c")\nLOCAL_STEPS = {}\n',
  ],
  [
    'long texts in holes',
    'x = "a" * 900000\nfor i in range(50000):\n    w = f"{x!r}"\nLOCAL_STEPS = {}\n',
  ],
  [
    'a long text split',
    'x = "a," * 400000\nfor i in range(50000):\n    w = x.split(",")\nLOCAL_STEPS = {}\n',
  ],
  [
    'a text sought in a long one',
    'x = "a" * 900000\nfor i in range(50000):\n    w = "aaaaaaaaaaaaaaaab" in x\nLOCAL_STEPS = {}\n',
  ],
  [
    'a long text put together and measured',
    'x = "a" * 900000\nfor i in range(100000):\n    w = len(x + str(i))\nLOCAL_STEPS = {}\n',
  ],
  [
    'a long text turned around',
    'x = "a" * 900000\nfor i in range(100000):\n    w = x[::-1]\nLOCAL_STEPS = {}\n',
  ],
  [
    'large integers written out',
    'x = 10 ** 4000\nfor i in range(100000):\n    y = str(x)\nLOCAL_STEPS = {}\n',
  ],
  [
    'shared lists written out',
    'x = []\nfor i in range(1000):\n    x = [x, x]\nLOCAL_STEPS = {"A": {"d": str(x)}}\n',
  ],
  [
    'shared lists in a table',
    'x = []\nfor i in range(40):\n    x = [x, x]\nLOCAL_STEPS = {"A": {"d": x}}\n',
  ],
  [
    'shared lists compared',
    'x = []\ny = []\nfor i in range(40):\n    x = [x, x]\n    y = [y, y]\nz = x == y\nLOCAL_STEPS = {"A": {"d": z}}\n',
  ],
  [
    'shared tuples as a key',
    'x = ()\nfor i in range(40):\n    x = (x, x)\nLOCAL_STEPS = {x: {}}\n',
  ],
  [
    'shared lists copied',
    'import copy\nx = []\nfor i in range(40):\n    x = [x, x]\ny = copy.deepcopy(x)\nLOCAL_STEPS = {"A": {"d": y}}\n',
  ],
  ['wide fields', 'for i in range(10000):\n    y = f"{i:>900000}"\nLOCAL_STEPS = {}\n'],
  ['wide texts', 'for i in range(10000):\n    y = "a".ljust(900000)\nLOCAL_STEPS = {}\n'],
  [
    'a long text in title case',
    'x = "a b" * 300000\nfor i in range(10000):\n    y = x.title()\nLOCAL_STEPS = {}\n',
  ],
];

/** Short registry files that would run for very long. */
export const LOOPING_PROGRAMS: readonly (readonly [name: string, text: string])[] = [
  [
    'a long list sorted',
    'x = list(range(100000))\nfor i in range(10000):\n    w = sorted(x)\nLOCAL_STEPS = {}\n',
  ],
  [
    'long lists compared',
    'x = list(range(100000))\ny = list(range(100000))\nfor i in range(10000):\n    w = x == y\nLOCAL_STEPS = {}\n',
  ],
  [
    'a number sought in a long list',
    'x = list(range(100000))\nfor i in range(10000):\n    w = -1 in x\nLOCAL_STEPS = {}\n',
  ],
  ['large powers', 'x = 2 ** 100000\nfor i in range(100000):\n    x = x * x\nLOCAL_STEPS = {}\n'],
  [
    'long lists joined',
    'x = ["a"] * 100000\nfor i in range(10000):\n    y = "".join(x)\nLOCAL_STEPS = {}\n',
  ],
  [
    'conditions in conditions',
    'import v\n' +
      Array.from({ length: 30 }, (_, i) => `${'    '.repeat(i)}if v.f${i}():`).join('\n') +
      '\n' +
      '    '.repeat(30) +
      'x = 1\nLOCAL_STEPS = {}\n',
  ],
  [
    'a function that calls itself twice',
    'def f(n):\n    return f(n - 1) + f(n - 2) if n > 1 else 1\nLOCAL_STEPS = {"A": {"d": f(50)}}\n',
  ],
  [
    'a list emptied from its front',
    'a = list(range(100000))\nwhile a:\n    a.pop(0)\nLOCAL_STEPS = {}\n',
  ],
  [
    'long lists put together',
    'a = list(range(100000))\nfor i in range(100000):\n    b = a + [1]\nLOCAL_STEPS = {}\n',
  ],
  [
    'large dicts put together',
    'a = dict.fromkeys(range(100000))\nfor i in range(100000):\n    b = a | {1: 2}\nLOCAL_STEPS = {}\n',
  ],
  [
    'large dicts copied',
    'a = dict.fromkeys(range(100000))\nfor i in range(100000):\n    b = a.copy()\n    c = list(a)\n    e = a.items()\nLOCAL_STEPS = {}\n',
  ],
  [
    'loops in loops of a comprehension',
    'LOCAL_STEPS = {str((a,b,c)): {} for a in range(1000) for b in range(1000) for c in range(1000)}\n',
  ],
  ['a loop without end', 'while True:\n    pass\nLOCAL_STEPS = {}\n'],
  ['a loop that counts without end', 'x = 0\nwhile True:\n    x += 1\nLOCAL_STEPS = {}\n'],
];

/** Registry files of any size whose statements are all run: each makes the next one dearer if nothing bounds it. */
export const LONG_PROGRAMS: readonly (readonly [name: string, make: (size: number) => string])[] = [
  [
    'conditions',
    size =>
      `import v\nLOCAL_STEPS = {}\n` +
      repeat(size, i => `if v.f():\n    LOCAL_STEPS["s${i}"] = {}\n`),
  ],
  [
    'conditional calls of unknown code',
    size =>
      `import v\nLOCAL_STEPS = {}\n` +
      repeat(size, i => `LOCAL_STEPS["s${i}"] = {} if v.x else v.f(LOCAL_STEPS)\n`),
  ],
  [
    'attempts',
    size =>
      `import v\nLOCAL_STEPS = {}\n` +
      repeat(size, i => `try:\n    LOCAL_STEPS["s${i}"] = v.x\nexcept ImportError:\n    pass\n`),
  ],
  [
    'a dict spread again and again',
    size =>
      `LOCAL_STEPS = {}\n${repeat(size, i => `LOCAL_STEPS = {**LOCAL_STEPS, "k${i}": {}}\n`)}`,
  ],
  [
    'a dict put into itself',
    size =>
      `a = {str(i): i for i in range(1000)}\nLOCAL_STEPS = a\n` +
      repeat(size, () => `a.update(a)\n`),
  ],
  [
    'a list put into itself',
    size => `a = []\nLOCAL_STEPS = {"A": {"x": a}}\n${repeat(size, () => `a.append(a)\n`)}`,
  ],
  [
    'names that unknown code may bind',
    size => `import v\nLOCAL_STEPS = {}\nv.f(globals())\n${repeat(size, i => `a${i} = {}\n`)}`,
  ],
  [
    'a table handed over again and again',
    size =>
      `import v\nLOCAL_STEPS = {}\n` +
      repeat(size, i => `LOCAL_STEPS["s${i}"] = {}\nv.f(LOCAL_STEPS)\n`),
  ],
  [
    'item assignments',
    size =>
      `LOCAL_STEPS = {}\n${repeat(size, i => `LOCAL_STEPS["s${i}"] = {"config_class": "C"}\n`)}`,
  ],
];

function repeat(size: number, statement: (index: number) => string): string {
  const statements: string[] = [];
  for (let length = 0; length < size; length += statements.at(-1)!.length) {
    statements.push(statement(statements.length));
  }
  return statements.join('');
}
