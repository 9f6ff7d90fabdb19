import type { Span } from '../../../text/span.js';
import type { SourceProblem } from '../../facts.js';
import type { ModuleTexts } from '../../read.js';
import type { PythonSource } from '../parsing/source.js';
import { Budget, BudgetExceeded } from './budget.js';
import type { Place } from './dictState.js';
import { Foreign } from './foreign.js';
import { Journal, type Mark, type Snapshot } from './journal.js';
import { Merger } from './merging.js';
import {
  type Changeable,
  DictObject,
  ListObject,
  type ModuleObject,
  SetObject,
  type Slot,
  type State,
  TupleObject,
  type Value,
} from './objects.js';
import type { Binding, Scope } from './scope.js';
import { Unknown } from './unknown.js';

/** A loop comes to rest in a few turns; one that does not is given up. */
const MOST_ROUNDS = 20;

/** Blocks and calls that nest deeper cost the stack. */
const DEEPEST_NESTING = 100;

const COST_OF_FORK = 20;

const NOTHING: Snapshot = new Map();

/** How a statement ends: it goes on with the next one, leaves something, or every path has left already (`gone`). */
export type Completion = 'normal' | 'break' | 'continue' | 'return' | 'raise' | 'gone';

export type Leaving = Exclude<Completion, 'normal' | 'gone'>;

/** A path that has left a loop, function or `try` while others go on inside. */
export interface Exit {
  readonly kind: Leaving;
  readonly snapshot: Snapshot;
  /** Of a `return`. */
  readonly result?: Slot | undefined;
  /** Of a `raise`: the class of the exception, if it is one of Python's own. */
  readonly exception?: string | undefined;
}

/** Something that a path can leave: a loop, one turn of it, a function call, a `try`. */
export class Construct {
  readonly catches: ReadonlySet<Leaving>;
  readonly exits: Exit[] = [];
  /** Set as soon as a path may leave while others go on. */
  mark: Mark | undefined;
  /** The count of changes at the last exit by an exception: without a change since, another one says nothing new. */
  changesAtRaise = -1;

  constructor(...catches: Leaving[]) {
    this.catches = new Set(catches);
  }
}

/** Python surely raises here, and something may catch it. */
export class Raised extends Error {
  /** Its class, if it is one of Python's own. */
  readonly exception: string | undefined;

  constructor(exception: string | undefined) {
    super(exception);
    this.exception = exception;
  }
}

/** Every path has left the expression: all have raised, and what they raised is noted. */
export class AllPathsLeft extends Error {}

/** What one evaluation shares: state, limits, what was found out on the way. */
export class Machine {
  readonly budget: Budget;
  readonly journal = new Journal();
  readonly foreign: Foreign = new Foreign(this);
  readonly texts: ModuleTexts | undefined;
  readonly modules = new Map<string, ModuleObject>();
  /** Packages that dotted imports lead through, by path. */
  readonly packages = new Map<string, ModuleObject>();
  importDepth = 0;
  readonly moduleRequests = new Set<string>();
  readonly problems: SourceProblem[] = [];
  /** The statement of the file itself that is being run, for what has no better place. */
  placeOfEffect: Place;
  /** How many calls of functions are open. */
  callDepth = 0;
  /** How often Python may have raised. */
  possibleRaises = 0;
  /** The value of the last `return`, and the class of the last exception. */
  result: Slot | undefined;
  exception: string | undefined;
  readonly #constructs: Construct[] = [];
  #nesting = 0;
  /** How many loops are open that turn until nothing changes. */
  #loops = 0;

  constructor(source: PythonSource, steps: number, texts: ModuleTexts | undefined) {
    this.budget = new Budget(steps);
    this.texts = texts;
    this.placeOfEffect = { source, start: 0, end: 0 };
  }

  report(kind: SourceProblem['kind'], message: string, span: Span): void {
    if (!this.problems.some(problem => problem.message === message)) {
      this.problems.push({ kind, message, span });
    }
  }

  /** Must be called before a thing is changed. */
  changing(thing: Changeable): void {
    const copied = this.journal.beforeChange(thing);
    if (copied > 0) this.budget.spend(copied >> 2);
    if (thing instanceof DictObject) thing.literal = undefined;
    if (thing instanceof ListObject) thing.changes++;
    if (thing instanceof DictObject || thing instanceof ListObject) {
      this.foreign.changeTwins(thing);
      this.foreign.noteChange(thing);
    } else if (thing instanceof SetObject) this.foreign.noteChange(thing);
  }

  /**
   * Must be called for a plain literal. What a turn of a loop makes anew each time must not look like something that the
   * turn changes, or the loop would not come to rest.
   */
  createdInTurn(value: Value): Value {
    if (this.#loops === 0) return value;
    if (value instanceof DictObject) {
      this.journal.created(value);
      for (const entry of value.state.entries.values()) this.createdInTurn(entry.value);
    } else if (value instanceof ListObject) {
      this.journal.created(value);
      for (const item of value.state.items) this.createdInTurn(item.value);
    } else if (value instanceof TupleObject) {
      for (const item of value.items) this.createdInTurn(item.value);
    }
    return value;
  }

  created<T extends Changeable>(thing: T): T {
    this.journal.created(thing);
    return thing;
  }

  unseenBinding(why: Unknown): Binding {
    const { source, start, end } = this.placeOfEffect;
    const node = { kind: 'unreadable', reason: 'syntax', start, end } as const;
    return { value: why, origin: { source, node }, at: { start, end }, isUncertain: true };
  }

  bind(scope: Scope, name: string, binding: Binding): void {
    const target = scope.target(name);
    const before = target.state.bindings.get(name);
    this.changing(target);
    target.state.bindings.set(
      name,
      before === undefined ? binding : { ...binding, former: formerOf(before, binding) },
    );
  }

  unbind(scope: Scope, name: string): void {
    const target = scope.target(name);
    this.changing(target);
    target.state.bindings.delete(name);
  }

  /** Unknown code may hold the namespace of the module: any of its names may be bound anew. */
  expose(scope: Scope, why: Unknown): void {
    this.foreign.expose(scope);
    this.foreign.run(why);
  }

  /** Gives up in the middle of a statement: all that is known is in doubt. */
  giveUp(scope: Scope, why: Unknown): void {
    this.journal.reset();
    this.#constructs.length = 0;
    this.callDepth = 0;
    this.importDepth = 0;
    this.#nesting = 0;
    this.#loops = 0;
    this.expose(scope, why);
  }

  /** @throws {BudgetExceeded} where blocks nest too deep */
  nested<T>(run: () => T): T {
    if (this.#nesting >= DEEPEST_NESTING) throw new BudgetExceeded();
    this.#nesting++;
    try {
      return run();
    } finally {
      this.#nesting--;
    }
  }

  // Paths

  /** Runs something inside a construct. What Python surely raises there becomes a completion. */
  inside(construct: Construct, run: () => Completion): Completion {
    this.#constructs.push(construct);
    try {
      return this.attempt(run);
    } finally {
      this.#constructs.pop();
    }
  }

  /** Must follow `inside` when the exits have been dealt with. */
  release(construct: Construct): void {
    if (construct.mark !== undefined) this.journal.release(construct.mark);
    construct.mark = undefined;
  }

  /** Whether an exception that is raised now would be caught by something. */
  get mayBeCaught(): boolean {
    return this.#constructs.some(construct => construct.catches.has('raise'));
  }

  /** Python may raise here. Only where something would catch it this has an effect: the state of now may meet the handler. */
  mayRaise(exception?: string): void {
    this.possibleRaises++;
    if (!this.mayBeCaught) return;
    this.#prepareConstructs();
    const catcher = this.#catcherOf('raise')!;
    if (exception === undefined && catcher.changesAtRaise === this.journal.changes) return;
    if (exception === undefined) catcher.changesAtRaise = this.journal.changes;
    const snapshot = this.journal.snapshot(catcher.mark!);
    this.budget.spend(1 + snapshot.size);
    catcher.exits.push({ kind: 'raise', snapshot, exception });
  }

  /**
   * Python surely raises here. Where something would catch it the expression is left; elsewhere the module would not
   * load, and the reader goes on with an unknown value, so that the rest can still be shown.
   */
  raise(exception: string, why: Unknown): Unknown {
    this.possibleRaises++;
    if (this.mayBeCaught) throw new Raised(exception);
    return why;
  }

  /** Notes that the path of now leaves by a statement, while other paths go on. */
  leave(kind: Leaving): void {
    const catcher = this.#catcherOf(kind);
    if (catcher === undefined) return;
    this.pass(catcher, {
      kind,
      snapshot: this.journal.snapshot(catcher.mark!),
      result: kind === 'return' ? this.result : undefined,
      exception: kind === 'raise' ? this.exception : undefined,
    });
  }

  pass(catcher: Construct, exit: Exit): void {
    this.budget.spend(1 + exit.snapshot.size);
    catcher.exits.push(exit);
  }

  #catcherOf(kind: Leaving): Construct | undefined {
    return this.#constructs.findLast(construct => construct.catches.has(kind));
  }

  /** A mark to try paths from. Marks nest: those of the constructs around it must be there before. */
  mark(): Mark {
    this.#prepareConstructs();
    return this.journal.mark();
  }

  /** Sets the marks that the exits of open constructs are measured from. */
  #prepareConstructs(): void {
    for (const construct of this.#constructs) construct.mark ??= this.journal.mark();
  }

  /**
   * Tries several continuations from the same state and merges where they lead. A path that raises or leaves is noted
   * with what it leaves.
   *
   * @param detail what stands in the text where the paths part
   */
  fork(paths: readonly (() => Completion)[], detail: string): Completion {
    return this.#fork(paths, detail).completion;
  }

  /**
   * The same for expressions.
   *
   * @throws {AllPathsLeft}
   */
  forkValues(paths: readonly (() => Value)[], detail: string): Value {
    const values: Value[] = [];
    const runs = paths.map((path, index) => (): Completion => {
      values[index] = path();
      return 'normal';
    });
    const { completion, live, merger } = this.#fork(runs, detail);
    if (completion !== 'normal') throw new AllPathsLeft();
    if (merger === undefined) return values[live[0]!]!;
    const merged = merger.value(live.map((path, index) => ({ path: index, of: values[path]! })));
    for (const thing of merger.created) this.journal.created(thing);
    return merged;
  }

  #fork(paths: readonly (() => Completion)[], detail: string) {
    this.budget.spend(COST_OF_FORK);
    const mark = this.mark();
    const snapshots: Snapshot[] = [];
    const live: number[] = [];
    for (const [index, path] of paths.entries()) {
      if (index > 0) this.journal.restore(mark);
      const completion = this.attempt(path);
      if (completion === 'normal') {
        snapshots.push(this.journal.snapshot(mark));
        live.push(index);
      } else if (completion !== 'gone') this.leave(completion);
    }
    if (snapshots.length === 0) {
      this.journal.restore(mark);
      this.journal.release(mark);
      return { completion: 'gone' as const, live, merger: undefined };
    }
    const { merger } = this.meet(mark, snapshots, detail);
    return { completion: 'normal' as const, live, merger };
  }

  /** Runs a path; what Python surely raises on it becomes a completion. */
  attempt(path: () => Completion): Completion {
    try {
      return path();
    } catch (error) {
      if (error instanceof AllPathsLeft) return 'gone';
      if (!(error instanceof Raised)) throw error;
      this.exception = error.exception;
      return 'raise';
    }
  }

  /** Runs something that happens any number of times, or never, until another turn would change nothing. */
  loop(turn: () => Completion, detail: string): Completion {
    this.#loops++;
    const completion = this.#loop(turn, detail);
    this.#loops--;
    return completion;
  }

  #loop(turn: () => Completion, detail: string): Completion {
    for (let round = 0; ; round++) {
      if (round > MOST_ROUNDS) throw new BudgetExceeded();
      // What each turn makes and hands over is changed in the next: that must not keep the loop going.
      if (round > 2) this.foreign.run(new Unknown('loop', detail, 'foreign'));
      const mark = this.mark();
      const completion = this.attempt(turn);
      if (completion !== 'normal') {
        if (completion !== 'gone') this.leave(completion);
        this.journal.restore(mark);
        this.journal.release(mark);
        return 'normal';
      }
      const after = this.journal.snapshot(mark);
      const { isChanged } = this.meet(mark, [NOTHING, after], detail, round > 0);
      if (!isChanged) return 'normal';
    }
  }

  /**
   * Goes on from where several paths have led since the mark, and releases it.
   *
   * @returns the merger, which knows the states on each path, unless there was one path only; whether the merged state says
   * less than that of the first path
   */
  meet(mark: Mark, snapshots: readonly Snapshot[], detail: string, widens = false) {
    const { merged, merger, isChanged } = this.#merge(mark, snapshots, detail, widens);
    this.journal.restoreTo(mark, merged);
    this.journal.release(mark);
    for (const thing of merger?.created ?? []) this.journal.created(thing);
    return { merger, isChanged };
  }

  /** Goes to where several paths have led since the mark, which stays set. */
  goTo(mark: Mark, snapshots: readonly Snapshot[], detail: string): void {
    const { merged, merger } = this.#merge(mark, snapshots, detail, false);
    this.journal.restoreTo(mark, merged);
    for (const thing of merger?.created ?? []) this.journal.created(thing);
  }

  #merge(mark: Mark, snapshots: readonly Snapshot[], detail: string, widens: boolean) {
    this.journal.restore(mark);
    const [only] = snapshots;
    if (snapshots.length === 1) return { merged: only!, merger: undefined, isChanged: true };
    const { before } = mark;
    const at = (thing: Changeable, path: number): State | undefined =>
      snapshots[path]!.get(thing) ?? (before.has(thing) ? before.get(thing) : thing.state);
    const merger = new Merger(
      this,
      (thing, path) => at(thing, path) ?? thing.state,
      detail,
      widens,
    );
    const things = new Set<Changeable>(before.keys());
    for (const snapshot of snapshots) for (const thing of snapshot.keys()) things.add(thing);
    const merged = new Map<Changeable, State>();
    let isChanged = false;
    for (const thing of things) {
      const states: { path: number; of: State }[] = [];
      for (let path = 0; path < snapshots.length; path++) {
        const state = at(thing, path);
        if (state !== undefined) states.push({ path, of: state });
      }
      if (states.length === 0) continue;
      const state = merger.states(states);
      state.share();
      merged.set(thing, state);
      if (at(thing, 0) !== undefined && state !== states[0]!.of) isChanged = true;
    }
    return { merged, merger, isChanged };
  }

  /**
   * Deals with the exits of a construct when what is inside is done.
   *
   * @param completion how the path of now has ended
   * @param kind what the construct is there for: who left so goes on behind it
   */
  settle(construct: Construct, completion: Completion, kind: Leaving, detail: string): Completion {
    const isAlive = completion === 'normal' || completion === kind;
    const { mark, exits } = construct;
    if (exits.length === 0 || mark === undefined) {
      this.release(construct);
      return isAlive ? 'normal' : completion;
    }
    const snapshots = exits.map(exit => exit.snapshot);
    if (isAlive) snapshots.push(this.journal.snapshot(mark));
    else if (completion !== 'gone') this.leave(completion);
    construct.mark = undefined;
    this.meet(mark, snapshots, detail);
    return 'normal';
  }

  /** Runs something as if it had been run before everything else: the first import of a module. */
  apart<T>(run: () => T): T {
    const constructs = this.#constructs.splice(0);
    const marks = this.journal.suspend();
    try {
      return run();
    } finally {
      this.journal.resume(marks);
      this.#constructs.push(...constructs);
    }
  }
}

const MOST_FORMER = 20;

/** What a name stood for is remembered as far as it may have been a table. */
function formerOf({ value, former }: Binding, next: Binding): readonly DictObject[] | undefined {
  if (!(value instanceof DictObject) || value === next.value) return former;
  return former === undefined ? [value] : [...former, value].slice(-MOST_FORMER);
}
