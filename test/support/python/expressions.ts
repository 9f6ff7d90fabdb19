import type { Random } from './random.js';
import type { Scope } from './scope.js';
import { writeString } from './strings.js';
import { JOB_TYPES, STEP_NAMES, TEXT_FIELDS, TEXTS } from './vocabulary.js';

/** Writes expressions whose value is known without running anything but the module itself. */
export class Expressions {
  readonly random: Random;
  readonly scope: Scope;

  constructor(random: Random, scope: Scope) {
    this.random = random;
    this.scope = scope;
  }

  literal(): string {
    return writeString(this.random, this.random.pick(TEXTS));
  }

  stepName(): string {
    return this.random.pick(STEP_NAMES);
  }

  /** A step name as a literal, seldom in an unusual form. */
  stepKey(name: string = this.stepName()): string {
    return this.random.chance(0.7) ? JSON.stringify(name) : writeString(this.random, name);
  }

  text(depth = 2): string {
    const { random, scope } = this;
    const name = scope.strings.length > 0 ? random.pick(scope.strings) : undefined;
    if (depth === 0) return name !== undefined && random.chance(0.4) ? name : this.literal();
    return random.weighted<() => string>([
      [10, () => this.literal()],
      [name === undefined ? 0 : 6, () => name!],
      [3, () => `${this.text(depth - 1)} + ${this.text(depth - 1)}`],
      [2, () => `(${this.text(depth - 1)}\n        + ${this.text(depth - 1)})`],
      [name === undefined ? 0 : 6, () => this.formatted()],
      [1, () => `(${this.text(depth - 1)} if ${this.truth(true)} else ${this.text(depth - 1)})`],
      [1, () => `(${this.text(depth - 1)} if ${this.truth(false)} else ${this.text(depth - 1)})`],
      [1, () => this.listed(depth)],
    ])();
  }

  /** A text that is looked up in a container. */
  listed(depth: number): string {
    const { random } = this;
    return random.pick([
      () => `[${this.text(depth - 1)}, ${this.literal()}][${random.pick(['0', '1', '-1'])}]`,
      () => `{"a": ${this.text(depth - 1)}}["a"]`,
      () => `{"a": ${this.text(depth - 1)}}.get("b", ${this.literal()})`,
      () => `dict(a=${this.text(depth - 1)}).get("a")`,
    ])();
  }

  /** An f-string whose holes are names, with conversions and format specifications. */
  formatted(): string {
    const { random, scope } = this;
    let body = '';
    for (let i = random.between(1, 3); i > 0; i--) {
      body += random.pick(['', 'Step', '_', '{{', '}}', ' ', 'é', '\\t', "'"]);
      if (scope.numbers.length > 0 && random.chance(0.3)) {
        body += `{${random.pick(scope.numbers)}${random.pick(['', ':03d', ':d', ':>4', ':,', ':x', ' + 1', '!s', '!r:>5', ':+d', '='])}}`;
      } else {
        const name = random.pick(scope.strings);
        body += `{${name}${random.pick(['', '', '', '', '!s', '!r', ':>12', ':<8', ':^9', ':.3', ':*^10s', '!r:>20', ' ', '='])}}`;
      }
    }
    return random.weighted<() => string>([
      [6, () => `f"${body}"`],
      [1, () => `F"""${body}"""`],
      [1, () => `(f"${body}" "tail")`],
      [1, () => `("head" f"${body}")`],
      [body.includes('\\') ? 0 : 1, () => `rf"${body}"`],
      [1, () => `f"{f'{${random.pick(scope.strings)}}'}${random.pick(['', 'x'])}"`],
      [1, () => `f"{${random.pick(scope.strings)}:{'>'}{${random.below(12)}}}"`],
    ])();
  }

  number(): string {
    const { random, scope } = this;
    return random.weighted<() => string>([
      [6, () => String(random.below(200))],
      [1, () => random.pick(['0x1F', '0o17', '0b101', '1_000', '00'])],
      [1, () => random.pick(['1.5', '1e3', '.25', '3.', '1_0.5e-2', '0.1', '1e400'])],
      [1, () => `-${random.below(50)}`],
      [1, () => '123456789012345678901234567890'],
      [scope.numbers.length > 0 ? 2 : 0, () => random.pick(scope.numbers)],
      [1, () => `${random.below(9)} + ${random.below(9)}`],
      [1, () => `len(${this.list()})`],
    ])();
  }

  list(): string {
    const { random, scope } = this;
    const items = random
      .some(JOB_TYPES, random.below(4))
      .map(item => (random.chance(0.6) ? JSON.stringify(item) : this.text(1)));
    return random.weighted<() => string>([
      [8, () => `[${items.join(', ')}${items.length > 0 && random.chance(0.3) ? ',' : ''}]`],
      [2, () => `(${items.map(item => `${item},`).join(' ')})`],
      [scope.lists.length > 0 ? 3 : 0, () => random.pick(scope.lists)],
      [scope.lists.length > 0 ? 2 : 0, () => `[*${random.pick(scope.lists)}, "more"]`],
      [1, () => `[item for item in [${items.join(', ')}]]`],
      [
        1,
        () => `[f"{item}_x" for item in ("a", "b", "c") if item ${random.pick(['!=', '=='])} "b"]`,
      ],
      [1, () => `list((${items.map(item => `${item},`).join(' ')}))`],
      [1, () => `[${items.join(', ')}] + [${this.literal()}]`],
    ])();
  }

  scalar(): string {
    return this.random.weighted<() => string>([
      [6, () => this.text()],
      [2, () => this.number()],
      [1, () => this.random.pick(['None', 'True', 'False'])],
    ])();
  }

  /** A condition that is true, or false, and known to be. */
  truth(value: boolean, depth = 1): string {
    const { random } = this;
    const yes = [
      'True',
      '1',
      '"x"',
      '[0]',
      '1 < 2 <= 2',
      '"a" in "abc"',
      '"a" in ["a", "b"]',
      '2 == 2.0',
      'None is None',
      '"b" not in {"a": 1}',
      'not ""',
      'len("ab") == 2',
      '__name__ != "__main__"',
      'isinstance("a", str)',
    ];
    const no = [
      'False',
      '0',
      '""',
      '{}',
      '()',
      'None',
      '1 > 2',
      '"x" == "y"',
      '"z" in ("a",)',
      'not "x"',
      '1 is None',
      '0.0',
      '__name__ == "__main__"',
    ];
    if (depth > 0 && random.chance(0.3)) {
      const other = random.chance(0.5);
      if (value && other) return `${this.truth(true, 0)} and ${this.truth(true, 0)}`;
      if (value) return `${this.truth(false, 0)} or ${this.truth(true, 0)}`;
      if (other) return `${this.truth(true, 0)} and ${this.truth(false, 0)}`;
      return `(${this.truth(false, 0)} or ${this.truth(false, 0)})`;
    }
    return random.pick(value ? yes : no);
  }

  /** Any value that JSON can hold. */
  value(depth = 2): string {
    const { random } = this;
    if (depth === 0) return this.scalar();
    return random.weighted<() => string>([
      [6, () => this.scalar()],
      [3, () => this.list()],
      [2, () => this.mapping(depth - 1)],
      [1, () => `[${this.value(depth - 1)}, ${this.value(depth - 1)}]`],
    ])();
  }

  mapping(depth = 1): string {
    const { random } = this;
    const keys = random.some(['a', 'b', 'c', 'd'], random.below(4));
    return random.weighted<() => string>([
      [6, () => `{${keys.map(key => `"${key}": ${this.value(depth)}`).join(', ')}}`],
      [1, () => `dict(${keys.map(key => `${key}=${this.value(depth)}`).join(', ')})`],
      [1, () => `{key: ${this.scalar()} for key in ${JSON.stringify(keys)}}`],
      [1, () => `dict([${keys.map(key => `("${key}", ${this.value(depth)})`).join(', ')}])`],
      [1, () => `dict(zip(["a", "b"], [${this.value(depth)}, ${this.value(depth)}]))`],
      [
        1,
        () =>
          `{key: value for key, value in {${keys.map(key => `"${key}": ${this.value(depth)}`).join(', ')}}.items()}`,
      ],
    ])();
  }

  /** The value of one step: nearly always a dict of fields. */
  entry(): string {
    const { random, scope } = this;
    const known = scope.entries.length > 0;
    return random.weighted<() => string>([
      [12, () => this.entryLiteral()],
      [known ? 3 : 0, () => `{**${random.pick(scope.entries)}, ${this.fields(2).join(', ')}}`],
      [known ? 1 : 0, () => `{${this.fields(2).join(', ')}, **${random.pick(scope.entries)}}`],
      [known ? 2 : 0, () => random.pick(scope.entries)],
      [known ? 1 : 0, () => `${random.pick(scope.entries)} | {${this.fields(2).join(', ')}}`],
      [known ? 1 : 0, () => `dict(${random.pick(scope.entries)}, framework=${this.text()})`],
      [known ? 1 : 0, () => `${random.pick(scope.entries)}.copy()`],
      [
        2,
        () =>
          `dict(${random
            .some(TEXT_FIELDS, 3)
            .map(field => `${field}=${this.text()}`)
            .join(', ')})`,
      ],
      [1, () => `{field: ${this.text()} for field in ("config_class", "spec_type")}`],
      [1, () => `dict([("config_class", ${this.text()}), ["spec_type", ${this.text()}]])`],
      [1, () => this.value()],
    ])();
  }

  entryLiteral(): string {
    const fields = this.fields(this.random.between(0, 5));
    if (this.random.chance(0.3)) return `{${fields.join(', ')}}`;
    return `{\n        ${fields.map(field => `${field},  # field\n        `).join('')}}`;
  }

  fields(count: number): string[] {
    const { random } = this;
    const fields = random.some(TEXT_FIELDS, count).map(field => {
      const key = random.chance(0.9) ? `"${field}"` : writeString(random, field);
      return `${key}: ${random.chance(0.9) ? this.text() : this.value()}`;
    });
    if (random.chance(0.3)) fields.push(`"job_types": ${this.list()}`);
    if (random.chance(0.2)) fields.push(`"priority": ${this.number()}`);
    if (random.chance(0.2)) fields.push(`"metadata": ${this.mapping()}`);
    if (random.chance(0.1)) fields.push(`"description": ${this.text()}`);
    return fields;
  }

  /** A whole table, and the steps that it surely holds. */
  table(): { text: string; steps: Set<string> } {
    const { random, scope } = this;
    const steps = new Set<string>();
    const parts: string[] = [];
    for (let i = random.below(4); i > 0; i--) {
      if (scope.tables.size > 0 && random.chance(0.2)) {
        const other = random.pick([...scope.tables.keys()]);
        for (const step of scope.tables.get(other)!) steps.add(step);
        parts.push(`**${other}`);
      } else if (random.chance(0.1)) {
        parts.push(`**{name: ${this.entry()} for name in ("Alpha", "Beta")}`);
        steps.add('Alpha').add('Beta');
      } else {
        const step = this.stepName();
        steps.add(step);
        const key =
          scope.strings.length > 0 && random.chance(0.1)
            ? random.pick(scope.strings)
            : this.stepKey(step);
        parts.push(`${key}: ${this.entry()}`);
      }
    }
    const text = `{\n${parts.map(part => `    ${part},\n`).join('')}}`;
    return random.weighted<() => { text: string; steps: Set<string> }>([
      [8, () => ({ text, steps })],
      [1, () => ({ text: `dict(${text})`, steps })],
      [1, () => ({ text: `dict(${text}, Beta=${this.entry()})`, steps: steps.add('Beta') })],
      [1, () => ({ text: `${text} | {"Gamma": ${this.entry()}}`, steps: steps.add('Gamma') })],
      [
        1,
        () => ({
          text: `{f"{name}": ${this.entry()} for name in ["Alpha", "Beta"] if name}`,
          steps: new Set(['Alpha', 'Beta']),
        }),
      ],
      [
        1,
        () => ({
          text: `{name: dict(config_class=f"{name}Config", spec_type=kind) for name, kind in [("Alpha", "a"), ("Gamma", "b")]}`,
          steps: new Set(['Alpha', 'Gamma']),
        }),
      ],
      [
        1,
        () => ({
          text: `{name: {**entry, "framework": ${this.text()}} for name, entry in {"Alpha": {"x": ${this.text()}}, "Delta": {}}.items()}`,
          steps: new Set(['Alpha', 'Delta']),
        }),
      ],
    ])();
  }
}
