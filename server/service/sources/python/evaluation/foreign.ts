import { TokenKind, type Tokens, tokenText } from '../tokens.js';
import type { Machine } from './machine.js';
import {
  ClassObject,
  DictObject,
  FunctionObject,
  ListObject,
  MethodObject,
  ModuleObject,
  SetObject,
  TupleObject,
  type Value,
  ViewObject,
} from './objects.js';
import type { Scope } from './scope.js';
import { Unknown } from './unknown.js';

/** Words that give code the namespace of a module, or run text as code. */
const NAMESPACE_WORDS: ReadonlySet<string> = new Set([
  'globals',
  'locals',
  'vars',
  'exec',
  'eval',
  'setattr',
  'delattr',
  '__import__',
  'import_module',
  'modules',
  '_getframe',
]);

/**
 * Keeps account of what code that is not known can reach: objects that were handed to it, functions that it may call. Each
 * time that such code may run, all of that may change; so nothing that was handed over is ever reported as known.
 */
export class Foreign {
  readonly #machine: Machine;
  readonly #objects = new Set<DictObject | ListObject | SetObject>();
  readonly #changed = new Set<DictObject | ListObject | SetObject>();
  /** How often the journal had gone back when unknown code ran last. */
  #returns = -1;
  readonly #functions = new Set<FunctionObject>();
  readonly #tuples = new WeakSet<TupleObject>();
  readonly #classes = new Set<ClassObject>();
  readonly #scopes = new Set<Scope>();
  readonly #mentions = new WeakMap<object, Mentions>();

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** Notes that unknown code or an unknown value may hold the object from now on. */
  escape(value: Value): void {
    if (typeof value !== 'object' || value === null) return;
    if (value instanceof DictObject || value instanceof ListObject) this.#escapeWithTwins(value);
    else if (value instanceof SetObject) this.#hold(value);
    else if (value instanceof TupleObject) {
      // What is in one that was handed over is held already, however often it is in others.
      if (this.#tuples.has(value)) return;
      this.#tuples.add(value);
      for (const item of value.items) this.escape(item.value);
    } else if (value instanceof FunctionObject) {
      this.#functions.add(value);
      for (const { value: fallback } of value.defaults.values()) this.escape(fallback);
    } else if (value instanceof ClassObject) this.#escapeClass(value);
    else if (value instanceof ModuleObject) this.#escapeModule(value);
    else if (value instanceof MethodObject) this.escape(value.receiver);
    else if (value instanceof ViewObject) this.escape(value.dict);
  }

  /** What may be the same object is held, too. */
  #escapeWithTwins(object: DictObject | ListObject): void {
    if (this.#objects.has(object)) return;
    this.#hold(object);
    for (const twin of object.twins?.members ?? []) this.#hold(twin);
  }

  /** Two objects may be the same from now on. */
  pair(a: DictObject | ListObject, b: DictObject | ListObject): void {
    const members = new Set([a, b, ...(a.twins?.members ?? []), ...(b.twins?.members ?? [])]);
    this.#machine.budget.spend(members.size);
    const twins = { members, changed: undefined, returns: 0 };
    let isHeld = false;
    for (const member of members) {
      member.twins = twins;
      if (this.#objects.has(member)) isHeld = true;
    }
    if (isHeld) for (const member of members) this.#hold(member);
  }

  #escapeClass(value: ClassObject): void {
    if (this.#classes.has(value)) return;
    this.#classes.add(value);
    for (const binding of value.scope.state.bindings.values()) this.escape(binding.value);
  }

  /** Through a package its modules can be reached. */
  #escapeModule({ scope, submodules }: ModuleObject): void {
    if (this.#scopes.has(scope)) return;
    this.#scopes.add(scope);
    for (const inner of submodules.values()) this.#escapeModule(inner);
  }

  /** Notes that unknown code may bind any name of a module. */
  expose(scope: Scope): void {
    this.#scopes.add(scope.module);
  }

  /** Unknown code runs: what it can reach may be anything from now on. */
  run(why: Unknown): void {
    if (this.#objects.size + this.#functions.size + this.#scopes.size === 0) return;
    const { journal } = this.#machine;
    const objects = this.#returns === journal.returns ? this.#changed : this.#objects;
    new Havoc(this.#machine, this, why).everything(objects, this.#functions, this.#scopes);
    this.#changed.clear();
    this.#returns = journal.returns;
  }

  /** Must be called when an object has changed: what unknown code holds may have something in it again. */
  noteChange(object: DictObject | ListObject | SetObject): void {
    if (this.#objects.has(object)) this.#changed.add(object);
  }

  /** Objects that unknown code holds and that have changed since it ran. */
  get changed(): ReadonlySet<DictObject | ListObject | SetObject> {
    return this.#changed;
  }

  /** Whether nothing about an object has been known since unknown code ran. */
  isSettled(object: DictObject | ListObject | SetObject): boolean {
    return (
      this.#returns === this.#machine.journal.returns &&
      this.#objects.has(object) &&
      !this.#changed.has(object)
    );
  }

  #hold(object: DictObject | ListObject | SetObject): void {
    if (this.#objects.has(object)) return;
    this.#objects.add(object);
    this.#changed.add(object);
  }

  /** A function whose effect cannot be followed runs: what it mentions may be anything from now on. */
  runFunction(called: FunctionObject, why: Unknown): void {
    new Havoc(this.#machine, this, why).everything([], [called], []);
    this.run(why);
  }

  /** Any method of a class may run. */
  runClass(called: ClassObject, why: Unknown): void {
    this.escape(called);
    this.run(why);
  }

  /** A thing changes: those that it may be the same as may have changed, too. */
  changeTwins(changed: DictObject | ListObject): void {
    const { twins } = changed;
    const { returns } = this.#machine.journal;
    if (twins === undefined || (twins.changed === changed && twins.returns === returns)) return;
    twins.changed = changed;
    twins.returns = returns;
    this.#machine.budget.spend(twins.members.size);
    const why = new Unknown('condition', '', 'foreign');
    for (const twin of twins.members) {
      if (twin !== changed) loseOne(this.#machine, twin, why);
    }
  }

  mentionsOf(called: FunctionObject): Mentions {
    const { body, home } = called;
    const owner = body.kind === 'lambda' ? body.node : body;
    let mentions = this.#mentions.get(owner);
    if (mentions === undefined) {
      const [first, last] = tokenRange(called);
      mentions = readMentions(home.source.tokens, first, last);
      this.#mentions.set(owner, mentions);
    }
    return mentions;
  }
}

/** The names in a stretch of code. */
interface Mentions {
  readonly names: ReadonlySet<string>;
  /** Those that it declares `global` or `nonlocal` and so may bind. */
  readonly rebound: ReadonlySet<string>;
}

function tokenRange({ body, home }: FunctionObject): [number, number] {
  if (body.kind === 'lambda') return [body.node.firstToken, body.node.lastToken];
  if (body.kind === 'deferred') return [body.firstToken, body.lastToken];
  const { statements } = home;
  const { statement } = body;
  const next = statements.next[statement]!;
  const last = next < statements.count ? statements.first[next]! : Number.POSITIVE_INFINITY;
  return [statements.first[statement]!, last];
}

function readMentions(tokens: Tokens, first: number, last: number): Mentions {
  const names = new Set<string>();
  const rebound = new Set<string>();
  let declares = false;
  for (let i = first; i < Math.min(last, tokens.count); i++) {
    const kind = tokens.kind[i];
    if (kind === TokenKind.newline) declares = false;
    else if (kind === TokenKind.string) {
      if (tokens.flags[i]! !== 0) for (const name of wordsOf(tokenText(tokens, i))) names.add(name);
    } else if (kind === TokenKind.name) {
      const name = tokenText(tokens, i).normalize('NFKC');
      names.add(name);
      if (declares) rebound.add(name);
      if (name === 'global' || name === 'nonlocal') declares = true;
    }
  }
  return { names, rebound };
}

/** The holes of an f-string mention names, too. */
function wordsOf(text: string): readonly string[] {
  return text.normalize('NFKC').match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [];
}

/** One run of unknown code: visits everything that it can reach, once. */
class Havoc {
  readonly #machine: Machine;
  readonly #foreign: Foreign;
  readonly #why: Unknown;
  readonly #seen = new Set<object>();

  constructor(machine: Machine, foreign: Foreign, why: Unknown) {
    this.#machine = machine;
    this.#foreign = foreign;
    this.#why = new Unknown(why.reason, why.detail, 'foreign');
  }

  everything(
    objects: Iterable<DictObject | ListObject | SetObject>,
    functions: Iterable<FunctionObject>,
    scopes: Iterable<Scope>,
  ): void {
    for (const scope of [...scopes]) this.#scope(scope);
    for (const called of [...functions]) this.#function(called);
    for (const object of [...objects]) this.#value(object);
    // Letting go of one thing may have brought others into reach.
    for (const object of this.#foreign.changed) this.#value(object);
  }

  #value(value: Value): void {
    if (typeof value !== 'object' || value === null || this.#seen.has(value)) return;
    this.#seen.add(value);
    this.#machine.budget.spend(1);
    const isContainer =
      value instanceof DictObject || value instanceof ListObject || value instanceof SetObject;
    if (isContainer && this.#foreign.isSettled(value)) return;
    this.#foreign.escape(value);
    if (value instanceof DictObject) {
      for (const entry of value.state.entries.values()) {
        this.#value(entry.value);
        for (const alternative of entry.alternatives ?? []) this.#value(alternative.value);
      }
      this.#machine.budget.spend(value.state.entries.size);
      loseContents(this.#machine, value, this.#why);
    } else if (value instanceof ListObject) {
      for (const item of value.state.items) this.#value(item.value);
      loseContents(this.#machine, value, this.#why);
    } else if (value instanceof SetObject) loseContents(this.#machine, value, this.#why);
    else if (value instanceof TupleObject) for (const item of value.items) this.#value(item.value);
    else if (value instanceof FunctionObject) this.#function(value);
    else if (value instanceof ClassObject) {
      for (const binding of value.scope.state.bindings.values()) this.#value(binding.value);
    } else if (value instanceof ModuleObject) {
      this.#scope(value.scope);
      for (const inner of value.submodules.values()) this.#value(inner);
    } else if (value instanceof MethodObject) this.#value(value.receiver);
    else if (value instanceof ViewObject) this.#value(value.dict);
  }

  #function(called: FunctionObject): void {
    if (this.#seen.has(called.body)) return;
    this.#seen.add(called.body);
    const { names, rebound } = this.#foreign.mentionsOf(called);
    for (const { value } of called.defaults.values()) this.#value(value);
    for (const name of names) {
      if (NAMESPACE_WORDS.has(name)) {
        this.#foreign.expose(called.home.scope);
        this.#scope(called.home.scope.module);
      }
      for (const scope of called.home.scope.lookup(name)) {
        const binding = scope.state.bindings.get(name);
        if (binding === undefined) continue;
        this.#value(binding.value);
        break;
      }
    }
    for (const name of rebound) this.#rebind(called.home.scope, name);
  }

  #rebind(from: Scope, name: string): void {
    for (let scope: Scope | undefined = from; scope !== undefined; scope = scope.parent) {
      const binding = scope.state.bindings.get(name);
      if (binding === undefined && scope.parent !== undefined) continue;
      this.#machine.changing(scope);
      scope.state.bindings.set(
        name,
        binding === undefined
          ? this.#machine.unseenBinding(this.#why)
          : { ...binding, doubt: this.#why },
      );
    }
  }

  /** All names of a module may be bound to something else. */
  #scope(scope: Scope): void {
    if (this.#seen.has(scope)) return;
    this.#seen.add(scope);
    this.#machine.changing(scope);
    scope.state.unseen ??= this.#why;
    this.#machine.budget.spend(scope.state.bindings.size);
    for (const [name, binding] of scope.state.bindings) {
      this.#value(binding.value);
      if (binding.doubt === undefined) {
        scope.state.bindings.set(name, { ...binding, doubt: this.#why });
      }
    }
  }
}

/** Whatever the object holds, or one that it may be the same as, may have been changed. */
export function loseContents(
  machine: Machine,
  object: DictObject | ListObject | SetObject,
  why: Unknown,
): void {
  loseOne(machine, object, why);
  if (!(object instanceof SetObject)) machine.foreign.changeTwins(object);
}

function loseOne(
  machine: Machine,
  object: DictObject | ListObject | SetObject,
  why: Unknown,
): void {
  if (object instanceof DictObject) {
    const { state } = object;
    if (state.isLost) return;
    machine.journal.beforeChange(object);
    object.literal = undefined;
    object.state.lose(why, machine.placeOfEffect);
  } else if (object instanceof ListObject) {
    if (object.state.unknown !== undefined) return;
    machine.journal.beforeChange(object);
    object.changes++;
    for (const { value } of object.state.items) machine.foreign.escape(value);
    object.state.items.length = 0;
    object.state.unknown = why;
  } else if (object.state.unknown === undefined) {
    machine.journal.beforeChange(object);
    object.state.items.clear();
    object.state.unknown = why;
  }
}
