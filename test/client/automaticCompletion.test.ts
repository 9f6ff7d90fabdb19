import { beforeEach, expect, test, vi } from 'vitest';
import { AutomaticCompletion } from '../../client/automaticCompletion.js';

const fake = vi.hoisted(() => ({
  triggered: 0,
  settings: new Map<string, unknown>(),
  editor: undefined as unknown,
}));

vi.mock('vscode', () => ({
  commands: {
    executeCommand: async (command: string) => {
      if (command === 'editor.action.triggerSuggest') fake.triggered++;
    },
  },
  window: {
    get activeTextEditor() {
      return fake.editor;
    },
  },
  workspace: {
    getConfiguration: () => ({
      get: (key: string, fallback: unknown) => fake.settings.get(key) ?? fallback,
    }),
  },
}));

/** One line of text with a caret, edited as a keyboard does. */
class TypedLine {
  readonly #completion: AutomaticCompletion;
  readonly #document = {
    uri: { toString: () => 'file:///a.py' },
    lineAt: () => ({ text: this.text }),
  };
  text = '';
  caret = 0;

  constructor(completion: AutomaticCompletion, text: string) {
    this.#completion = completion;
    this.moveInto(text);
    fake.editor = { document: this.#document, selection: this };
  }

  get active() {
    return this.#position(this.caret);
  }

  /** `|` marks the caret. */
  moveInto(text: string): void {
    this.caret = text.indexOf('|');
    this.text = text.replace('|', '');
  }

  async type(text: string): Promise<void> {
    for (const letter of text) await this.#edit(this.caret, letter);
  }

  async erase(): Promise<void> {
    await this.#edit(this.caret - 1, '');
  }

  /** VS Code asks for the list, for whatever reason. */
  async offer(items: number): Promise<void> {
    this.#completion.offered(
      this.#document as never,
      this.active as never,
      Array.from({ length: items }),
    );
  }

  async #edit(start: number, text: string): Promise<void> {
    this.text = this.text.slice(0, start) + text + this.text.slice(this.caret);
    this.caret = start + text.length;
    await this.#completion.changed({
      document: this.#document,
      contentChanges: [{ range: { start: this.#position(start) }, text }],
    } as never);
  }

  #position(character: number) {
    return {
      line: 0,
      character,
      translate: (_lines: number, characters: number) => this.#position(character + characters),
    };
  }
}

const inName = vi.fn(async () => true as boolean | undefined);
let completion: AutomaticCompletion;

beforeEach(() => {
  fake.triggered = 0;
  fake.settings.clear();
  fake.settings.set('editor.quickSuggestions', { other: 'on', comments: 'off', strings: 'off' });
  inName.mockReset().mockResolvedValue(true);
  completion = new AutomaticCompletion(inName);
});

test('the first letter inside quotes opens the list, further letters only filter it', async () => {
  const line = new TypedLine(completion, 'dag.add_node("|")');
  await line.type('XGB');
  expect(fake.triggered).toBe(1);
  expect(inName).toHaveBeenCalledOnce();
  expect(inName).toHaveBeenCalledWith({
    uri: 'file:///a.py',
    position: { line: 0, character: 15 },
  });
});

test('a list that the quote has opened is not opened again', async () => {
  const line = new TypedLine(completion, 'dag.add_node("|")');
  await line.offer(3);
  await line.type('X');
  expect(fake.triggered).toBe(0);
});

test('an empty answer opens nothing, so the first letter asks again', async () => {
  const line = new TypedLine(completion, 'dag.add_node("|")');
  await line.offer(0);
  await line.type('X');
  expect(fake.triggered).toBe(1);
});

test('a name that is erased and typed anew opens the list anew', async () => {
  const line = new TypedLine(completion, 'dag.add_node("|")');
  await line.type('X');
  await line.erase();
  await line.type('P');
  expect(fake.triggered).toBe(2);
});

test('a caret that went elsewhere and came back opens the list anew', async () => {
  const line = new TypedLine(completion, 'dag.add_node("|")');
  await line.type('X');
  completion.moved();
  await line.type('G');
  expect(fake.triggered).toBe(2);
});

test('another name on the line opens its own list', async () => {
  const line = new TypedLine(completion, 'dag.add_edge("|", "")');
  await line.type('X');
  line.moveInto('dag.add_edge("X", "|")');
  await line.type('P');
  expect(fake.triggered).toBe(2);
});

test('nothing opens where the server sees no name, or does not answer', async () => {
  const line = new TypedLine(completion, 'print("|")');
  inName.mockResolvedValue(false);
  await line.type('H');
  inName.mockResolvedValue(undefined);
  await line.type('e');
  expect(inName).toHaveBeenCalledTimes(2);
  expect(fake.triggered).toBe(0);
});

test('nothing opens when the caret has left before the answer came', async () => {
  const line = new TypedLine(completion, 'dag.add_node("|")');
  inName.mockImplementation(async () => {
    line.moveInto('dag.add_node("X")|');
    return true;
  });
  await line.type('X');
  expect(fake.triggered).toBe(0);
});

test.each([
  ['VS Code opens lists in strings by itself', 'editor.quickSuggestions', { strings: 'on' }],
  ['VS Code opens lists everywhere by itself', 'editor.quickSuggestions', true],
  ['the user does not want it', 'cursus.completion.automatic', false],
])('the server is not asked where %s', async (_reason, setting, value) => {
  fake.settings.set(setting, value);
  const line = new TypedLine(completion, 'dag.add_node("|")');
  await line.type('X');
  expect(inName).not.toHaveBeenCalled();
});

test('digits, blanks and quotes ask nothing', async () => {
  const line = new TypedLine(completion, 'dag.add_node(|)');
  await line.type('"1 "');
  expect(inName).not.toHaveBeenCalled();
});
