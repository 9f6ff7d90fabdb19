import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, type IRawGrammar, parseRawGrammar, Registry } from 'vscode-textmate';

const root = new URL('../../', import.meta.url);
const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');

const FILES: Readonly<Record<string, string>> = {
  'cursus.registry.python.injection': 'syntaxes/cursus-python.injection.json',
  'cursus.registry.yaml.injection': 'syntaxes/cursus-yaml.injection.json',
};

/** As much of the editors' Python grammar as the injection leans on. */
const PYTHON = {
  scopeName: 'source.python',
  patterns: [{ include: '#expression' }],
  repository: {
    expression: {
      patterns: [
        { name: 'comment.line.python', match: '#.*$' },
        { name: 'string.quoted.docstring.python', begin: '"""', end: '"""' },
        { name: 'string.quoted.python', begin: '"', end: '"|$' },
        { name: 'string.quoted.python', begin: "'", end: "'|$" },
        {
          name: 'meta.dict.python',
          begin: '\\{',
          end: '\\}',
          patterns: [{ include: '#expression' }],
        },
        { name: 'variable.python', match: '[A-Za-z_]\\w*' },
      ],
    },
  },
};

const YAML = {
  scopeName: 'source.yaml',
  patterns: [
    { name: 'comment.line.yaml', match: '#.*$' },
    { name: 'string.quoted.yaml', begin: '"', end: '"' },
    { match: '(\\w+)(:)', captures: { 1: { name: 'entity.name.tag.yaml' } } },
    { name: 'string.unquoted.plain.yaml', match: '[^\\s#:"][^#:]*' },
  ],
};

const engine = loadWASM(readFileSync(wasm)).then(() => ({ createOnigScanner, createOnigString }));

const registry = new Registry({
  onigLib: engine,
  async loadGrammar(scope): Promise<IRawGrammar | null> {
    if (scope === 'source.python') return parseRawGrammar(JSON.stringify(PYTHON), 'python.json');
    if (scope === 'source.yaml') return parseRawGrammar(JSON.stringify(YAML), 'yaml.json');
    const file = FILES[scope];
    return file === undefined
      ? null
      : parseRawGrammar(readFileSync(new URL(file, root), 'utf8'), file);
  },
  getInjections: scope => [`cursus.registry.${scope.slice('source.'.length)}.injection`],
});

/** `text=scope` for each piece of the source that a scope of ours names; the innermost scope counts. */
export async function coloured(language: 'python' | 'yaml', source: string): Promise<string[]> {
  const grammar = await registry.loadGrammar(`source.${language}`);
  const found: string[] = [];
  let state = INITIAL;
  for (const line of source.split('\n')) {
    const { tokens, ruleStack } = grammar!.tokenizeLine(line, state);
    state = ruleStack;
    for (const { startIndex, endIndex, scopes } of tokens) {
      const scope = scopes.at(-1)!;
      if (scope.endsWith('.cursus') && !scope.startsWith('meta.')) {
        found.push(`${line.slice(startIndex, endIndex)}=${scope.replace(/\.cursus$/, '')}`);
      }
    }
  }
  return found;
}
