import { Expressions } from './expressions.js';
import type { Random } from './random.js';
import type { Scope } from './scope.js';
import { TABLES, TEXT_FIELDS } from './vocabulary.js';

export function indented(lines: readonly string[]): string[] {
  return lines.flatMap(line => line.split('\n').map(part => `    ${part}`));
}

type Choice = readonly [weight: number, write: () => string[]];

/** Writes statements whose effect is known without running anything but the module itself. */
export class Statements {
  /** What catches an import that fails, surely. A folder without any module raises another error than none. */
  protected readonly importErrors: readonly string[] = [
    'ImportError',
    '(ModuleNotFoundError, ImportError)',
    '(ImportError, AttributeError)',
    'Exception',
  ];

  readonly random: Random;
  readonly scope: Scope;
  readonly expressions: Expressions;

  constructor(random: Random, scope: Scope) {
    this.random = random;
    this.scope = scope;
    this.expressions = new Expressions(random, scope);
  }

  /** One or more lines, unindented; a line may hold line breaks inside brackets or strings. */
  statement(depth = 2): string[] {
    return this.random.weighted(this.choices(depth))();
  }

  block(depth: number): string[] {
    const lines: string[] = [];
    for (let i = this.random.between(1, 3); i > 0; i--) lines.push(...this.statement(depth - 1));
    return lines;
  }

  protected choices(depth: number): Choice[] {
    const filled = this.scope.filledTables().length > 0;
    const tables = this.scope.tables.size > 0;
    return [
      [10, () => this.bindText()],
      [3, () => this.bindNumber()],
      [4, () => this.bindList()],
      [5, () => this.bindEntry()],
      [tables ? 4 : 12, () => this.bindTable()],
      [tables ? 8 : 0, () => this.setStep()],
      [filled ? 8 : 0, () => this.changeEntry()],
      [tables ? 5 : 0, () => this.updateTable()],
      [tables ? 4 : 0, () => this.shrinkTable()],
      [tables ? 2 : 0, () => this.aliasTable()],
      [this.scope.lists.length > 0 ? 2 : 0, () => this.changeList()],
      [depth > 0 ? 4 : 0, () => this.condition(depth)],
      [depth > 0 ? 2 : 0, () => this.attempt(depth)],
      [depth > 0 ? 3 : 0, () => this.loop(depth)],
      [1, () => this.inert()],
      [2, () => this.helper()],
    ];
  }

  bindText(): string[] {
    const { random, scope, expressions } = this;
    const name = scope.fresh('TEXT');
    const text = expressions.text();
    const lines = random.weighted<() => string[]>([
      [8, () => [`${name} = ${text}`]],
      [2, () => [`${name}: str = ${text}`]],
      [1, () => [`${name}: Final = ${text}`]],
      [1, () => [`${name}: "Final[str]" = ${text}`]],
      [1, () => this.#second(name, second => [`${name} = ${second} = ${text}`])],
      [
        1,
        () => this.#second(name, second => [`${name}, ${second} = ${text}, ${expressions.text()}`]),
      ],
      [
        1,
        () =>
          this.#second(name, second => [
            `(${name}, [${second}]) = (${text}, [${expressions.text()}])`,
          ]),
      ],
      [
        1,
        () =>
          this.#second(name, second => [
            `${name}, *${second}_rest = [${text}, "x", "y"]`,
            `${second} = ${second}_rest[-1]`,
          ]),
      ],
      [1, () => this.#second(name, second => [`${name} = (${second} := ${text}) + "x"`])],
      [1, () => [`${name} = ${text}`, `${name} += ${expressions.text(1)}`]],
      [1, () => this.#second(name, second => [`${name} = ${text}; ${second} = ${name}`])],
      [scope.strings.length > 0 ? 1 : 0, () => this.#rebind(name, text)],
    ])();
    scope.strings.push(name);
    return lines;
  }

  #second(name: string, write: (second: string) => string[]): string[] {
    const second = this.scope.fresh('TEXT');
    const lines = write(second);
    this.scope.strings.push(second);
    return lines.length > 0 ? lines : [name];
  }

  #rebind(name: string, text: string): string[] {
    const other = this.random.pick(this.scope.strings);
    return [`${name} = ${other}`, `${other} = ${text}`];
  }

  bindNumber(): string[] {
    const name = this.scope.fresh('NUMBER');
    const number = String(this.random.below(100));
    this.scope.numbers.push(name);
    if (this.random.chance(0.2))
      return [`${name} = ${number}`, `${name} ${this.random.pick(['+=', '-=', '*='])} 3`];
    return [`${name} = ${number}`];
  }

  bindList(): string[] {
    const name = this.scope.fresh('LIST');
    const items = this.random.some(['"a"', '"b"', '"c"', '"d"'], this.random.below(4));
    const text = this.random.chance(0.5) ? this.expressions.list() : `[${items.join(', ')}]`;
    this.scope.lists.push(name);
    return [`${name} = [*${text}]`];
  }

  bindEntry(): string[] {
    const name = this.scope.fresh('ENTRY');
    const text = this.random.chance(0.3)
      ? this.expressions.mapping()
      : this.expressions.entryLiteral();
    this.scope.entries.push(name);
    return [`${name} = ${text}`];
  }

  bindTable(): string[] {
    const { random, scope } = this;
    const { text, steps } = this.expressions.table();
    const name = random.chance(0.75) ? random.pick(TABLES) : scope.fresh('TABLE');
    const lines = random.weighted<() => string[]>([
      [6, () => [`${name} = ${text}`]],
      [1, () => [`${name}: dict = ${text}`]],
      [1, () => [`${name}: Dict[str, Dict[str, Any]] = ${text}`]],
    ])();
    scope.tables.set(name, steps);
    return lines;
  }

  #anyTable(): string {
    return this.random.pick([...this.scope.tables.keys()]);
  }

  setStep(): string[] {
    const table = this.#anyTable();
    const step = this.expressions.stepName();
    this.#know(table, step);
    return [`${table}[${this.expressions.stepKey(step)}] = ${this.expressions.entry()}`];
  }

  /** Notes that a table holds a step, for every name that may mean the same table. */
  #know(table: string, step: string): void {
    this.scope.tables.get(table)?.add(step);
  }

  #forget(): void {
    for (const steps of this.scope.tables.values()) steps.clear();
  }

  changeEntry(): string[] {
    const { random, scope, expressions } = this;
    const table = random.pick(scope.filledTables());
    const step = JSON.stringify(random.pick([...scope.tables.get(table)!]));
    const entry = `${table}[${step}]`;
    const field = random.pick(TEXT_FIELDS);
    const reset = `${entry} = {"description": ${expressions.text()}, "job_types": [${expressions.literal()}], "metadata": {}}`;
    return random.weighted<() => string[]>([
      [4, () => [reset, `${entry}["${field}"] = ${expressions.value()}`]],
      [2, () => [reset, `${entry}["description"] += ${expressions.text(1)}`]],
      [1, () => [reset, `${entry}["job_types"] += [${expressions.text(1)}]`]],
      [1, () => [reset, `${entry}["job_types"].append(${expressions.text(1)})`]],
      [1, () => [reset, `${entry}["job_types"].extend(${expressions.list()})`]],
      [1, () => [reset, `${entry}["job_types"][0] = ${expressions.text(1)}`]],
      [2, () => [reset, `${entry}["metadata"]["owner"] = ${expressions.value()}`]],
      [
        1,
        () => [
          reset,
          `${entry}["metadata"]["deep"] = {}`,
          `${entry}["metadata"]["deep"]["er"] = ${expressions.scalar()}`,
        ],
      ],
      [2, () => [reset, `${entry}.update({"${field}": ${expressions.text()}})`]],
      [1, () => [reset, `${entry}.update(${field}=${expressions.text()})`]],
      [1, () => [reset, `${entry}.update([("${field}", ${expressions.text()})])`]],
      [1, () => [reset, `${entry} |= {"${field}": ${expressions.text()}}`]],
      [1, () => [reset, `${entry}.setdefault("${field}", ${expressions.text()})`]],
      [1, () => [reset, `del ${entry}["description"]`]],
      [1, () => [reset, `${entry}.pop("${field}", None)`]],
      [1, () => [reset, `alias = ${entry}`, `alias["${field}"] = ${expressions.text()}`]],
      [
        1,
        () => [
          reset,
          `${entry}["x"], ${entry}["y"] = ${expressions.scalar()}, ${expressions.scalar()}`,
        ],
      ],
    ])();
  }

  updateTable(): string[] {
    const { random, scope, expressions } = this;
    const table = this.#anyTable();
    const step = expressions.stepName();
    const other = this.#anyTable();
    const key = expressions.stepKey(step);
    this.#know(table, step);
    return random.weighted<() => string[]>([
      [4, () => [`${table}.update({${key}: ${expressions.entry()}})`]],
      [2, () => [`${table} |= {${key}: ${expressions.entry()}}`]],
      [
        1,
        () => [`${table}.update([(${key}, ${expressions.entry()})], Alpha=${expressions.entry()})`],
      ],
      [1, () => [`${table}.update(((name, ${expressions.entry()}) for name in [${key}]))`]],
      [1, () => [`${table}.update({${key}: ${expressions.entry()}}, **${other})`]],
      [1, () => [`${table}.setdefault(${key}, ${expressions.entry()})`]],
      [1, () => [`${table}.setdefault(${key}, {})`]],
      [1, () => [`${table} = {**${table}, ${key}: ${expressions.entry()}}`]],
      [1, () => [`${table} = ${table} | {${key}: ${expressions.entry()}}`]],
      [1, () => [`${table} = dict(${table})`, `${table}[${key}] = ${expressions.entry()}`]],
      [
        1,
        () => [
          `${table} = {name: entry for name, entry in ${table}.items()}`,
          `${table}[${key}] = {}`,
        ],
      ],
      [
        1,
        () => {
          const copy = scope.fresh('TABLE');
          scope.tables.set(copy, new Set(scope.tables.get(table)));
          return [
            `${copy} = ${table}.copy()`,
            `${copy}[${key}] = ${expressions.entry()}`,
            `${table}.setdefault(${key}, None)`,
          ];
        },
      ],
    ])();
  }

  shrinkTable(): string[] {
    const { random, scope, expressions } = this;
    const table = this.#anyTable();
    const known = [...scope.tables.get(table)!];
    const step = JSON.stringify(
      known.length > 0 && random.chance(0.7) ? random.pick(known) : expressions.stepName(),
    );
    this.#forget();
    return random.weighted<() => string[]>([
      [4, () => [`${table}.pop(${step}, None)`]],
      [2, () => [`${scope.fresh('POPPED')} = ${table}.pop(${step}, {})`]],
      [2, () => [`${table}.setdefault(${step}, None)`, `del ${table}[${step}]`]],
      [1, () => [`if ${step} in ${table}:`, `    del ${table}[${step}]`]],
      [1, () => [`${table}.clear()`]],
      [
        1,
        () => [`${table} = {name: entry for name, entry in ${table}.items() if name != ${step}}`],
      ],
      [
        1,
        () => [
          `${table}.update(Alpha={}, Beta=${table}.get(${step}))`,
          `${table}["Moved"] = ${table}.pop("Alpha")`,
        ],
      ],
    ])();
  }

  aliasTable(): string[] {
    const { random, scope } = this;
    const table = this.#anyTable();
    const alias = random.pick(TABLES);
    scope.tables.set(alias, new Set(scope.tables.get(table)));
    return [`${alias} = ${table}`];
  }

  changeList(): string[] {
    const { random, expressions } = this;
    const list = random.pick(this.scope.lists);
    const second = random.pick(this.scope.lists);
    return random.pick<() => string[]>([
      () => [`${list}.append(${expressions.text(1)})`],
      () => [`${list} += ${expressions.list()}`],
      () => [`${list}.extend(${second})`],
      () => [`${list}.insert(0, ${expressions.literal()})`],
      () => [`${list} = ${second}`],
      () => [`${list} = ${second} + ["z"]`],
      () => [`${list}[:0] = ["front"]`],
      () => [`${list}.append("last")`, `${list}.pop()`],
      () => [`${list}.append("last")`, `${list}.remove("last")`],
      () => [`${list}.append("last")`, `del ${list}[-1]`],
      () => [`${list}.reverse()`],
    ])();
  }

  /** Runs a writer for a branch that is not taken: nothing it binds is known afterwards. */
  protected aside(write: (statements: Statements) => string[]): string[] {
    const copy = this.scope.copy();
    const lines = write(this.on(copy));
    this.scope.passCounter(copy);
    return lines;
  }

  protected on(scope: Scope): Statements {
    return new Statements(this.random, scope);
  }

  condition(depth: number): string[] {
    const { random, expressions } = this;
    const taken = random.chance(0.6);
    const lines = [`if ${expressions.truth(taken)}:`];
    const branch = (isTaken: boolean) =>
      indented(isTaken ? this.block(depth) : this.aside(inner => inner.block(depth)));
    lines.push(...branch(taken));
    let done = taken;
    if (random.chance(0.4)) {
      const next = random.chance(0.5);
      lines.push(`elif ${expressions.truth(next)}:`, ...branch(!done && next));
      done ||= next;
    }
    if (random.chance(0.5)) lines.push('else:', ...branch(!done));
    return lines;
  }

  attempt(depth: number): string[] {
    const { random, expressions } = this;
    const name = this.scope.fresh('TEXT');
    const lines = random.weighted<() => string[]>([
      [
        3,
        () => [
          'try:',
          `    from .absent import NOTHING as ${name}`,
          `except ${random.pick(this.importErrors)}:`,
          `    ${name} = ${expressions.text()}`,
        ],
      ],
      [
        2,
        () => [
          'try:',
          `    ${name} = ${expressions.text()}`,
          'except ImportError:',
          `    ${name} = ${expressions.text()}`,
          ...(random.chance(0.5) ? ['else:', `    ${name} += "e"`] : []),
          ...(random.chance(0.5) ? ['finally:', `    ${name} += "f"`] : []),
        ],
      ],
      [
        1,
        () => [
          `${name} = "t"`,
          'try:',
          ...indented(this.block(depth)),
          'except ImportError as error:',
          ...indented(this.aside(inner => inner.block(depth))),
        ],
      ],
      [
        1,
        () => [
          'try:',
          `    ${name} = {"a": "b"}["a"]`,
          'except KeyError:',
          `    ${name} = "missing"`,
        ],
      ],
    ])();
    this.scope.strings.push(name);
    return lines;
  }

  loop(depth: number): string[] {
    const { random, scope, expressions } = this;
    const variable = scope.fresh('item');
    const table = scope.tables.size > 0 ? this.#anyTable() : undefined;
    const body = (names: readonly string[]) => {
      const inner = this.scope.copy();
      inner.strings.push(...names);
      const lines = indented(this.on(inner).block(depth));
      this.scope.passCounter(inner);
      return lines;
    };
    return random.weighted<() => string[]>([
      [
        3,
        () => [
          `for ${variable} in ${random.pick(['["Alpha", "Beta"]', '("Gamma",)', '[]'])}:`,
          ...body([variable]),
        ],
      ],
      [
        table === undefined ? 0 : 4,
        () => [
          `for ${variable} in ("Alpha", "Beta", "Delta"):`,
          `    if ${variable} == "Beta":`,
          `        ${random.pick(['continue', 'break', 'pass'])}`,
          `    ${table}[${variable}] = {"config_class": f"{${variable}}Config", "x": ${expressions.value()}}`,
          ...(random.chance(0.3) ? ['else:', `    ${table}["Ended"] = {}`] : []),
        ],
      ],
      [
        table === undefined ? 0 : 2,
        () => [
          `for ${variable} in ${table}.values():`,
          `    if isinstance(${variable}, dict):`,
          `        ${variable}["touched"] = ${expressions.scalar()}`,
        ],
      ],
      [
        table === undefined ? 0 : 2,
        () => [
          `for ${variable}, entry in ${table}.items():`,
          `    if isinstance(entry, dict) and "config_class" not in entry:`,
          `        entry.setdefault("config_class", ${variable} + "Config")`,
        ],
      ],
      [
        table === undefined ? 0 : 1,
        () => [
          `for ${variable} in list(${table}):`,
          `    if ${variable} == "Alpha":`,
          `        del ${table}[${variable}]`,
        ],
      ],
      [
        table === undefined ? 0 : 1,
        () => [
          `for index, (${variable}, kind) in enumerate(zip(["Alpha", "Gamma"], ["a", "b"])):`,
          `    ${table}[${variable}] = {"priority": index * 10, "framework": kind}`,
        ],
      ],
      [1, () => [`for ${variable} in range(3):`, `    ${variable}_text = f"{${variable}:02d}"`]],
      [
        1,
        () => [
          `${variable}_count = 0`,
          `while ${variable}_count < 3:`,
          `    ${variable}_count += 1`,
        ],
      ],
    ])();
  }

  /** Statements that matter to nothing: a reader has to step over them. */
  inert(): string[] {
    const name = this.scope.fresh('unused');
    return this.random.pick<readonly string[]>([
      ['"""A text that stands alone."""'],
      ['pass'],
      [
        `def ${name}(x, *args, y=1, **kwargs) -> dict:`,
        '    """Documented."""',
        '    return {"x": x}',
      ],
      [
        `class ${name}:`,
        '    """A class."""',
        '',
        '    STEP = "Alpha"',
        '',
        '    def method(self):',
        '        return {}',
      ],
      [`${name} = lambda x: {"a": x}`],
      ['# a comment', `${name}: "str"`],
      ['import json, typing', 'import os.path as path'],
      [`assert ${this.expressions.truth(true)}, "never"`],
      ['if TYPE_CHECKING:', '    LOCAL_STEPS = None'],
      [`${name} = 1`, `del ${name}`],
    ]) as string[];
  }

  /** A copy through the standard library, which nobody would call dynamic. */
  helper(): string[] {
    const { scope, random } = this;
    if (scope.tables.size === 0) return this.bindTable();
    const table = this.#anyTable();
    const target = random.chance(0.5) ? random.pick(TABLES) : scope.fresh('TABLE');
    scope.tables.set(target, new Set(scope.tables.get(table)));
    return [`${target} = ${random.pick(['deepcopy', 'copy.deepcopy', 'copy.copy'])}(${table})`];
  }
}
