import type { Scope } from './scope.js';
import { indented, Statements } from './statements.js';
import { TABLES } from './vocabulary.js';

/** Values that only running the module gives. `vendor` is a module that the reader never sees (execute_modules.py). */
const UNKNOWN_TEXTS = [
  'os.environ.get("CURSUS_A", "none")',
  'os.getenv("CURSUS_B", "none")',
  'vendor.text()',
  'vendor.NAME',
  'str(time.time() > 0)',
  'f"{vendor.NAME}_{os.sep}"',
  '(vendor.NAME or "x")',
  'vendor.identity("Alpha")',
  'sys.platform',
  '"{}".format(vendor.NAME)',
  '"%s" % vendor.NAME',
  '__name__',
  'getattr(vendor, "NAME")',
] as const;

const UNKNOWN_TRUTHS = [
  'os.environ.get("CURSUS_FLAG")',
  'vendor.flag()',
  'vendor.FLAG',
  'not vendor.flag()',
  'vendor.NAME == "Alpha"',
  'vendor.flag() and True',
  'False or vendor.FLAG',
  'len(vendor.names()) > 1',
  'sys.version_info >= (3, 99)',
  'isinstance(vendor.NAME, str)',
  '"Alpha" in vendor.names()',
  'vendor.table()',
] as const;

const UNKNOWN_TABLES = [
  'vendor.table()',
  'vendor.TABLE',
  'dict(vendor.table())',
  '{**vendor.table()}',
] as const;

/** Adds what no reader can know: environment, clock, calls, imports, functions, classes, unknown loops. */
export class DynamicStatements extends Statements {
  protected override readonly importErrors = [
    'ImportError',
    'ModuleNotFoundError',
    '(ModuleNotFoundError, ImportError)',
    '(ImportError, AttributeError)',
    'Exception',
  ];

  protected override on(scope: Scope): Statements {
    return new DynamicStatements(this.random, scope);
  }

  protected override choices(depth: number) {
    const tables = this.scope.tables.size > 0;
    return [
      ...super.choices(depth),
      [3, () => this.bindUnknown()] as const,
      [tables ? 5 : 0, () => this.mixIn()] as const,
      [tables ? 6 : 0, () => this.handOver()] as const,
      [depth > 0 ? 7 : 0, () => this.perhaps(depth)] as const,
      [depth > 0 ? 5 : 0, () => this.unknownLoop(depth)] as const,
      [depth > 0 ? 5 : 0, () => this.riskyAttempt(depth)] as const,
      [depth > 0 ? 5 : 0, () => this.functionOrClass(depth)] as const,
      [tables ? 3 : 0, () => this.insideExpression()] as const,
      [1, () => this.backDoor()] as const,
      [tables ? 2 : 0, () => this.lazily()] as const,
    ];
  }

  #table(): string {
    return this.random.pick([...this.scope.tables.keys()]);
  }

  #perhapsEntry(): string {
    const filled = this.scope.filledTables();
    if (filled.length === 0) return this.#table();
    const table = this.random.pick(filled);
    return `${table}.get(${JSON.stringify(this.random.pick([...this.scope.tables.get(table)!]))})`;
  }

  #unknownText(): string {
    return this.random.pick(UNKNOWN_TEXTS);
  }

  #condition(): string {
    return this.random.pick(UNKNOWN_TRUTHS);
  }

  bindUnknown(): string[] {
    const { random, scope } = this;
    return random.weighted<() => string[]>([
      [
        4,
        () => {
          const name = scope.fresh('TEXT');
          scope.strings.push(name);
          return [`${name} = ${this.#unknownText()}`];
        },
      ],
      [
        2,
        () => {
          const name = scope.fresh('LIST');
          scope.lists.push(name);
          return [
            `${name} = ${random.pick(['vendor.names()', 'list(vendor.names())', '[*vendor.names(), "x"]', '[vendor.NAME, "y"]', 'sorted(vendor.names())'])}`,
          ];
        },
      ],
      [
        2,
        () => {
          const name = scope.fresh('ENTRY');
          scope.entries.push(name);
          return [
            `${name} = ${random.pick(['vendor.entry()', '{**vendor.entry(), "framework": "x"}', '{"framework": vendor.NAME, "spec_type": "s"}', 'dict(vendor.entry(), spec_type="q")'])}`,
          ];
        },
      ],
      [
        2,
        () => {
          const name = random.chance(0.6) ? random.pick(TABLES) : scope.fresh('TABLE');
          scope.tables.set(name, new Set());
          return [`${name} = ${random.pick(UNKNOWN_TABLES)}`];
        },
      ],
    ])();
  }

  /** Known and unknown parts in one table. */
  mixIn(): string[] {
    const { random, expressions } = this;
    const table = this.#table();
    const key = expressions.stepKey();
    const unknown = this.#unknownText();
    return random.weighted<() => string[]>([
      [2, () => [`${table} = {**${random.pick(UNKNOWN_TABLES)}, ${key}: ${expressions.entry()}}`]],
      [2, () => [`${table} = {${key}: ${expressions.entry()}, **${random.pick(UNKNOWN_TABLES)}}`]],
      [2, () => [`${table}.update(${random.pick(UNKNOWN_TABLES)})`]],
      [1, () => [`${table} |= ${random.pick(UNKNOWN_TABLES)}`]],
      [2, () => [`${table}[${unknown}] = ${expressions.entry()}`]],
      [1, () => [`${table}.pop(${unknown}, None)`]],
      [1, () => [`${table}.setdefault(${unknown}, ${expressions.entry()})`]],
      [
        1,
        () => [
          `${table}[${key}] = {"config_class": ${unknown}, "spec_type": ${expressions.text()}}`,
        ],
      ],
      [
        1,
        () => [
          `${table}[${key}] = vendor.entry()`,
          `${table}[${key}]["x"] = ${expressions.scalar()}`,
        ],
      ],
      [1, () => [`${table} = {name: {"x": name} for name in vendor.names()}`]],
      [
        1,
        () => [
          `${table} = {name: {"x": name} for name in ["Alpha", "Beta"] if ${this.#condition()}}`,
        ],
      ],
      [1, () => [`${table}.update((name, {}) for name in vendor.names())`]],
      [1, () => [`${table} = {k: v for k, v in ${table}.items() if k != ${unknown}}`]],
      [1, () => [`${table} = {k: v for k, v in ${table}.items() if ${this.#condition()}}`]],
      [1, () => [`if ${unknown} in ${table}:`, `    del ${table}[${unknown}]`]],
    ])();
  }

  /** Objects that code elsewhere holds and changes, now or later. */
  handOver(): string[] {
    const { random, scope, expressions } = this;
    const table = this.#table();
    const object = random.chance(0.5) ? table : this.#perhapsEntry();
    const name = scope.fresh('held');
    return random.pick<() => string[]>([
      () => [`vendor.touch(${object})`],
      () => [`vendor.noop(${object})`],
      () => [`vendor.keep(${object})`],
      () => [`vendor.keep([${object}])`],
      () => [`vendor.keep({"a": (${object},)})`],
      () => ['vendor.poke()'],
      () => ['vendor.poke()'],
      () => [
        `${name} = vendor.identity(${object})`,
        `if ${name}:`,
        `    ${name}["Alpha"] = {"by": "identity"}`,
      ],
      () => [`${name} = vendor.keep(${object})`, `vendor.noop()`, 'vendor.poke()'],
      () => [`vendor.box.value = ${object}`],
      () => [`vendor.box.items.append(${object})`],
      () => [`vendor.box["k"] = ${object}`],
      () => [`${name} = [${object}]`, `vendor.touch(${name})`],
      () => [`${name} = (vendor.NAME, ${object})`, `vendor.touch(${name}[1])`],
      () => [`vendor.touch(*[${object}])`],
      () => [`vendor.touch(**{"x": ${object}})`],
      () => [`print(${object}, file=vendor.sink)`],
      () => [`str(${object})`, `len(${object} or "")`],
      () => [`vendor.box += ${table}`],
      () => [`${name} = vendor.box | ${table}`],
      () => [
        `${name} = ${object} if vendor.flag() else {}`,
        `if ${name}:`,
        `    ${name}["Beta"] = ${expressions.scalar()}`,
      ],
      () => [
        `${name} = ${object} or vendor.table()`,
        `if ${name}:`,
        `    ${name}["Beta"] = ${expressions.scalar()}`,
      ],
      () => [`${name} = {"inner": ${object}}`, `vendor.touch_inside(${name})`],
      () => [
        `${name} = [${object}, {}][vendor.one()]`,
        `if ${name} is not None:`,
        `    ${name}["Gamma"] = 1`,
      ],
      () => [
        `${name} = {"Alpha": ${object}}.get(vendor.NAME, {})`,
        `if ${name}:`,
        `    ${name}["Gamma"] = 1`,
      ],
      () => [
        `for ${name} in vendor.wrap(${object}):`,
        `    if ${name}:`,
        `        ${name}["Delta"] = 1`,
      ],
      () => [`${name}, = vendor.wrap(${object})`, `if ${name}:`, `    ${name}.clear()`],
      () => [
        `with vendor.holding(${object}) as ${name}:`,
        `    if ${name}:`,
        `        ${name}["Delta"] = 2`,
      ],
      () => [`sorted([1, 2], key=lambda n: vendor.touch(${object}) or n)`],
      () => [`list(map(vendor.touch, [${object}]))`],
      () => [`[vendor.touch(x) for x in [${object}]]`],
      () => [`any(vendor.touch(x) for x in [${object}])`],
      () => [`${name} = [${object}]`, `${name}.sort(key=vendor.touch)`],
      () => [`dict.update(${table}, Alpha={})`],
      () => [`${name} = ${table}.update`, `${name}({"Beta": 3})`],
      () => [`${name} = ${table}.pop`, `vendor.call(${name}, "Alpha", None)`],
      () => [`${name} = ${table}.items()`, `${table}["Late"] = 1`, `TABLE_OF = dict(${name})`],
      () => [`setattr(vendor.box, "value", ${object})`, 'vendor.poke()'],
      () => [`operator.setitem(${table}, "Alpha", {})`],
      () => [`vendor.copy_of(${table})["Alpha"] = 1`],
    ])();
  }

  /** A condition that is not known: each branch may have run. */
  perhaps(depth: number): string[] {
    const { random } = this;
    const branch = () => indented(this.aside(inner => inner.block(depth)));
    const lines = [`if ${this.#condition()}:`, ...branch()];
    if (random.chance(0.3)) lines.push(`elif ${this.#condition()}:`, ...branch());
    if (random.chance(0.2))
      lines.push(`elif ${this.expressions.truth(random.chance(0.5))}:`, ...branch());
    if (random.chance(0.5)) lines.push('else:', ...branch());
    return random.weighted<() => string[]>([
      [5, () => lines],
      [
        1,
        () => [
          'match vendor.NAME:',
          '    case "Alpha":',
          ...indented(branch()),
          '    case other:',
          ...indented(branch()),
        ],
      ],
      [
        1,
        () => ['with vendor.suppressing():', ...branch(), '    vendor.fail_perhaps()', ...branch()],
      ],
      [
        1,
        () => {
          const table = random.pick(TABLES);
          const both = this.aside(inner => inner.bindTable());
          return [
            `if ${this.#condition()}:`,
            `    ${table} = {"Alpha": {"x": 1}}`,
            'else:',
            ...indented(both),
            `    ${table} = {"Alpha": {"x": 2}, "Beta": {}}`,
            `${table}["Gamma"] = {}`,
          ];
        },
      ],
    ])();
  }

  unknownLoop(depth: number): string[] {
    const { random, scope, expressions } = this;
    const variable = scope.fresh('item');
    const table = scope.tables.size > 0 ? this.#table() : undefined;
    const branch = (names: readonly string[]) =>
      indented(
        this.aside(inner => {
          inner.scope.strings.push(...names);
          return inner.block(depth);
        }),
      );
    const leave = random.pick(['break', 'continue', 'pass']);
    return random.weighted<() => string[]>([
      [3, () => [`for ${variable} in vendor.names():`, ...branch([variable])]],
      [
        2,
        () => [
          `for ${variable} in ["Alpha", "Beta", "Gamma"]:`,
          `    if ${this.#condition()}:`,
          `        ${leave}`,
          ...branch([variable]),
        ],
      ],
      [
        2,
        () => [
          `for ${variable} in ["Alpha", "Beta"]:`,
          ...branch([variable]),
          `    if ${this.#condition()}:`,
          ...indented(branch([variable])),
          `        ${leave}`,
          ...branch([variable]),
          'else:',
          ...branch([]),
        ],
      ],
      [
        table === undefined ? 0 : 3,
        () => [
          `for ${variable} in vendor.names():`,
          `    ${table}[${variable}] = ${expressions.entry()}`,
        ],
      ],
      [
        table === undefined ? 0 : 2,
        () => [
          `for ${variable} in list(${table}):`,
          `    if ${this.#condition()}:`,
          `        ${table}.pop(${variable}, None)`,
        ],
      ],
      [
        table === undefined ? 0 : 2,
        () => [`for ${variable} in ${table}.values():`, `    vendor.touch(${variable})`],
      ],
      [
        1,
        () => [
          `${variable}_count = 0`,
          `while vendor.flag() and ${variable}_count < 2:`,
          `    ${variable}_count += 1`,
          ...branch([]),
        ],
      ],
      [
        table === undefined ? 0 : 1,
        () => [
          `while True:`,
          `    ${table}["Alpha"] = ${expressions.entry()}`,
          `    if vendor.soon():`,
          '        break',
          `    ${table}["Beta"] = {}`,
        ],
      ],
    ])();
  }

  riskyAttempt(depth: number): string[] {
    const { random } = this;
    const branch = () => indented(this.aside(inner => inner.block(depth)));
    const risk = random.pick([
      'vendor.fail_perhaps()',
      'import nowhere_to_be_found',
      'from vendor import MISSING',
      'vendor.MISSING',
      'raise KeyError("x")',
      'int(vendor.NAME)',
      'vendor.table()["Alpha"]',
      'LOCAL_STEPS["Alpha"]["x"]',
      'UNBOUND_NAME',
      'assert vendor.flag()',
      `if ${this.#condition()}: raise ImportError()`,
      'import json',
      'from json import nothing_there',
      'from .constants import NOT_THERE',
      '{}["a"]',
      '"a" + 1',
      '[][0]',
      'None.x',
      'a, b = [1]',
    ]);
    const lines = ['try:', ...branch(), `    ${risk}`];
    if (random.chance(0.5)) lines.push(...branch());
    const kinds = random.some(
      ['ImportError', 'KeyError', '(NameError, TypeError)', 'vendor.Failure', 'Exception'],
      random.between(0, 2),
    );
    for (const kind of kinds) lines.push(`except ${kind}:`, ...branch());
    const bare = kinds.length === 0 ? random.chance(0.8) : random.chance(0.7);
    if (bare) lines.push('except:', ...branch());
    if ((kinds.length > 0 || bare) && random.chance(0.3)) lines.push('else:', ...branch());
    if ((kinds.length === 0 && !bare) || random.chance(0.3)) lines.push('finally:', ...branch());
    return lines;
  }

  functionOrClass(depth: number): string[] {
    const { random, scope, expressions } = this;
    const name = scope.fresh('helper');
    const table = scope.tables.size > 0 ? this.#table() : undefined;
    const body = () => indented(this.aside(inner => inner.block(depth)));
    const change = table === undefined ? 'pass' : `${table}["Alpha"] = {"by": "${name}"}`;
    return random.weighted<() => string[]>([
      [3, () => [`def ${name}(x=None):`, `    ${change}`, `    return x`, `${name}()`]],
      [
        2,
        () => [
          `def ${name}():`,
          `    global LOCAL_STEPS`,
          `    LOCAL_STEPS = {"Alpha": {"global": ${expressions.scalar()}}}`,
          random.pick([`${name}()`, `vendor.call(${name})`, 'pass']),
        ],
      ],
      [
        2,
        () => [
          `@vendor.later`,
          `def ${name}():`,
          `    ${change}`,
          random.pick(['vendor.run_later()', 'vendor.noop()', 'pass']),
        ],
      ],
      [
        1,
        () => [
          `def ${name}():`,
          `    ${change}`,
          `vendor.later(${name})`,
          random.pick(['vendor.run_later()', 'vendor.box.go()', 'len(vendor.box)']),
        ],
      ],
      [
        2,
        () => [
          `def ${name}(step, kind="Training", **fields):`,
          `    return {"config_class": f"{step}Config", "sagemaker_step_type": kind, **fields}`,
          `${random.pick(TABLES)} = {"Alpha": ${name}("Alpha"), "Beta": ${name}("Beta", "Processing", framework=${expressions.text()})}`,
        ],
      ],
      [
        table === undefined ? 0 : 2,
        () => [
          `def ${name}(step, entry=None, *, table=${table}):`,
          `    if entry is None:`,
          `        entry = {}`,
          `    table[step] = entry`,
          `    return entry`,
          `${name}("Gamma", ${expressions.entry()})`,
          `${name}("Delta")["x"] = 1`,
        ],
      ],
      [
        table === undefined ? 0 : 1,
        () => [
          `def ${name}():`,
          `    return ${table}`,
          `${name}()["Alpha"] = ${expressions.entry()}`,
        ],
      ],
      [
        table === undefined ? 0 : 1,
        () => [
          `def ${name}():`,
          `    for key in ${table}:`,
          `        assert isinstance(key, str)`,
          `    return True`,
          `${name}()`,
        ],
      ],
      [
        table === undefined ? 0 : 1,
        () => [
          `def ${name}():`,
          `    yield ${table}.pop("Alpha", None)`,
          random.pick([`list(${name}())`, `${name}()`]),
        ],
      ],
      [
        table === undefined ? 0 : 1,
        () => [`async def ${name}():`, `    ${change}`, `vendor.run(${name}())`],
      ],
      [
        1,
        () => [
          `class ${name}:`,
          `    ${change}`,
          '    def __init__(self, x=None):',
          `        ${change.replace('Alpha', 'Beta')}`,
          random.pick([`${name}()`, 'pass', `vendor.call(${name})`]),
        ],
      ],
      [
        1,
        () => [
          `class ${name}(vendor.Base):`,
          '    def hook(self):',
          `        ${change}`,
          'vendor.run_hooks()',
        ],
      ],
      [
        1,
        () => [
          `class ${name}:`,
          '    @staticmethod',
          '    def change():',
          `        ${change}`,
          `${name}.change()`,
        ],
      ],
      [
        1,
        () => [
          `class ${name}(dict):`,
          '    pass',
          `LOCAL_STEPS = ${name}(Alpha={})`,
          'LOCAL_STEPS["Beta"] = {}',
        ],
      ],
      [
        table === undefined ? 0 : 1,
        () => [
          `class ${name}:`,
          '    def __eq__(self, other):',
          `        ${change}`,
          '        return True',
          '    def __hash__(self):',
          '        return 0',
          `${name}() == 1`,
        ],
      ],
      [
        table === undefined ? 0 : 1,
        () => [
          `${name} = lambda: ${table}.update(Beta={"by": "lambda"})`,
          random.pick([
            `${name}()`,
            `vendor.call(${name})`,
            `vendor.later(${name}); vendor.run_later()`,
          ]),
        ],
      ],
      [
        1,
        () => [
          `def ${name}(flag):`,
          '    if flag:',
          '        return {"x": 1}',
          ...body(),
          '    return {"x": 2}',
          `RESULT_${name} = {"Alpha": ${name}(${random.pick(['True', 'False', 'vendor.flag()'])})}`,
          `LOCAL_STEPS = RESULT_${name}`,
        ],
      ],
      [
        1,
        () => [
          `def ${name}(n):`,
          `    return {} if n == 0 else {"n": ${name}(n - 1)}`,
          `STEP_NAMES = {"Alpha": ${name}(${random.pick(['2', '60'])})}`,
        ],
      ],
      [
        1,
        () => [
          `def ${name}(entries=[], seen={}):`,
          '    entries.append("x")',
          '    seen[len(entries)] = entries',
          '    return entries',
          `${name}()`,
          `STEP_NAMES = {"Alpha": {"job_types": ${name}()}}`,
          `${name}()`,
        ],
      ],
      [
        1,
        () => [
          `def ${name}_outer():`,
          '    count = 0',
          '    def inner():',
          '        nonlocal count',
          '        count += 1',
          '        return count',
          '    inner()',
          '    return {"count": inner()}',
          `STEP_NAMES = {"Alpha": ${name}_outer()}`,
        ],
      ],
      [
        1,
        () => [
          `def ${name}(*names, **fields):`,
          '    return {name: dict(fields, spec_type=name) for name in names}',
          `LOCAL_STEPS = ${name}("Alpha", *["Beta"], **{"framework": ${expressions.text()}})`,
        ],
      ],
      [
        1,
        () => [
          `def ${name}():`,
          '    try:',
          '        return {"a": 1}',
          '    finally:',
          `        ${change}`,
          `LOCAL_STEPS = {"Beta": ${name}()}`,
        ],
      ],
    ])();
  }

  /** Effects in the middle of expressions, taken or not. */
  insideExpression(): string[] {
    const { random, scope, expressions } = this;
    const table = this.#table();
    const name = scope.fresh('value');
    return random.pick<() => string[]>([
      () => [`${this.#condition()} and ${table}.update(Alpha={})`],
      () => [`${this.#condition()} or ${table}.pop("Alpha", None)`],
      () => [
        `${name} = ${table}.setdefault("Alpha", {}) if ${this.#condition()} else ${table}.setdefault("Beta", {})`,
      ],
      () => [`[${table}.update({n: ${expressions.scalar()}}) for n in vendor.names()]`],
      () => [`[${table}.pop(n, None) for n in ("Alpha", "Beta") if ${this.#condition()}]`],
      () => [`(${name} := ${table})["Alpha"] = {"walrus": ${expressions.scalar()}}`],
      () => [`vendor.noop(${table}.update(Alpha=1))`],
      () => [`${table}["Alpha"] = ${table}.pop("Beta", {}) if ${this.#condition()} else {}`],
      () => [
        `${name} = ${table}.get("Alpha", {})`,
        `if ${name}:`,
        `    ${name}["got"] = ${this.#unknownText()}`,
      ],
      () => [`${name} = ${table} and ${table}.copy()`, `if ${name}:`, `    ${name}["Alpha"] = 1`],
      () => [`${name} = f"{${table}.update(Gamma={{}})}"`],
      () => [`1 < vendor.one() < len([${table}.clear()])`],
      () => [
        `${table}[${table}.setdefault("key", "Alpha") if ${this.#condition()} else "Beta"] = {}`,
      ],
      () => [
        `${name} = [entry for entry in ${table}.values() if entry]`,
        `for entry in ${name}:`,
        `    if isinstance(entry, dict): entry["seen"] = True`,
      ],
    ])();
  }

  /** Ways round the plain text of the module. */
  backDoor(): string[] {
    const { random, expressions } = this;
    return random.pick<() => string[]>([
      () => [`globals()["LOCAL_STEPS"] = {"Alpha": ${expressions.entry()}}`],
      () => ['globals().update(STEP_NAMES={"Alpha": 1})'],
      () => ['exec("LOCAL_STEPS = {}")'],
      () => ['setattr(sys.modules[__name__], "LOCAL_STEPS", {"Beta": 2})'],
      () => ['sys.modules[__name__].STEP_NAMES = {"Gamma": 3}'],
      () => ['vars()["WORKSPACE_STEPS"] = {"Gamma": 3}'],
      () => ['locals()["WORKSPACE_STEPS"] = {"Gamma": 3}'],
      () => ['vendor.meddle(globals())'],
      () => ['vendor.meddle(sys.modules[__name__].__dict__)'],
      () => ['eval("globals().update(STEP_OVERRIDES={})")'],
      () => ['from vendor_star import *'],
      () => ['dict = vendor.dict_maker', 'LOCAL_STEPS = dict(Alpha={})', 'del dict'],
      () => ['import importlib', 'importlib.import_module(__name__).STEP_NAMES = {"Delta": 4}'],
      () => ['__import__(__name__, fromlist=["x"]).STEP_NAMES = {"Delta": 5}'],
      () => ['def len(x):', '    LOCAL_STEPS.clear()', '    return 1', 'len("")', 'del len'],
    ])();
  }

  /** Code that runs later than it is written. */
  lazily(): string[] {
    const { random, scope } = this;
    const table = this.#table();
    const name = scope.fresh('lazy');
    return random.pick<() => string[]>([
      () => [
        `${name} = (${table}.pop(key, None) for key in ["Alpha", "Beta"])`,
        random.pick([`list(${name})`, `next(${name})`, `vendor.consume(${name})`, 'pass']),
      ],
      () => [
        `${name} = map(lambda key: ${table}.pop(key, None), ["Alpha"])`,
        random.pick([`list(${name})`, `vendor.consume(${name})`, 'pass']),
      ],
      () => [
        `${name} = iter(${table}.items())`,
        `${table}["Late"] = {}`,
        `${table}.pop("Late")`,
        `LIST_OF = list(${name})`,
      ],
      () => [
        `${name} = ${table}.keys()`,
        `${table}["Late"] = {}`,
        `STEP_NAMES = {key: 1 for key in ${name}}`,
      ],
      () => [
        `${name} = zip(["Alpha", "Beta"], [1, 2])`,
        `next(${name})`,
        `STEP_NAMES = dict(${name})`,
      ],
      () => [
        `${name} = enumerate(["Alpha"])`,
        `STEP_NAMES = dict((b, a) for a, b in ${name})`,
        `STEP_NAMES.update((b, a) for a, b in ${name})`,
      ],
      () => [
        `${name} = reversed(["Alpha", "Beta"])`,
        `STEP_NAMES = {key: {} for key in ${name}}`,
        `LOCAL_STEPS = {key: {} for key in ${name}}`,
      ],
      () => [`${name} = filter(None, ["Alpha", ""])`, `STEP_NAMES = {key: {} for key in ${name}}`],
      () => [
        `${name} = ${table}.values()`,
        `${table}["Late"] = {"late": 1}`,
        `LIST_VALUES = list(${name})`,
        `STEP_NAMES = {"Alpha": {"values": LIST_VALUES}}`,
      ],
    ])();
  }
}
