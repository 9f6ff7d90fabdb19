import { TokenKind, type Tokens, tokenIs, tokenText } from '../../sources/python/tokens.js';

/** What the imports and bindings of a Python file say about the names in it, on its tokens alone. */
export interface CursusFile {
  /** The file imports from cursus, or is a part of it. */
  readonly usesCursus: boolean;
  /** The dotted name may stand for a PipelineDAG: bound to one, annotated so, or a parameter. */
  mayBeDag(name: string): boolean;
}

/**
 * @param above tokens of the cells above, in a notebook
 * @param path relative to the project
 */
export function cursusFile(tokens: Tokens, path: string, above?: Tokens): CursusFile {
  const all = above === undefined ? [tokens] : [above, tokens];
  const imported = new Set(all.flatMap(importedNames));
  const isPart = /(?:^|\/)cursus(?:_dev)?\//.test(path);
  return {
    usesCursus: isPart || imported.has('cursus'),
    mayBeDag(name) {
      if (!imported.has('PipelineDAG') && (isPart || !imported.has('cursus'))) return false;
      const bindings = all.flatMap(part => bindingsOf(part, name.split('.').at(-1)!));
      if (bindings.length > 0) return bindings.some(isDag);
      return name !== '?' && !imported.has(name);
    },
  };
}

function isDag(boundTo: string): boolean {
  return /PipelineDAG|dag/i.test(boundTo);
}

/** Every word of the import statements. */
function importedNames(tokens: Tokens): string[] {
  const names: string[] = [];
  const { kind, count } = tokens;
  for (let i = 0; i < count; i++) {
    const opensLine =
      i === 0 || kind[i - 1] === TokenKind.newline || kind[i - 1]! === TokenKind.indent;
    const isAfterDedent = i > 0 && kind[i - 1] === TokenKind.dedent;
    if (kind[i] !== TokenKind.name || !(opensLine || isAfterDedent)) continue;
    if (!tokenIs(tokens, i, 'import') && !tokenIs(tokens, i, 'from')) continue;
    for (; i < count && kind[i] !== TokenKind.newline; i++) {
      if (kind[i] === TokenKind.name) names.push(tokenText(tokens, i));
    }
  }
  return names;
}

/** What a name is bound to by assignments and annotations: the text up to the first bracket or the end of the line. */
function bindingsOf(tokens: Tokens, name: string): string[] {
  const found: string[] = [];
  const { kind, count } = tokens;
  for (let i = 0; i + 1 < count; i++) {
    if (kind[i] !== TokenKind.name || !tokenIs(tokens, i, name)) continue;
    const next = kind[i + 1];
    if (next !== TokenKind.equals && next !== TokenKind.colon) continue;
    if (next === TokenKind.equals && isArgument(tokens, i)) continue;
    let end = i + 2;
    while (end < count && (kind[end] === TokenKind.name || kind[end] === TokenKind.dot)) end++;
    if (next === TokenKind.colon && tokens.start[end] !== undefined)
      end = Math.min(end + 2, count - 1);
    found.push(tokens.text.slice(tokens.start[i + 2], tokens.start[end]));
  }
  return found;
}

/** `f(dag=x)` binds nothing here. */
function isArgument(tokens: Tokens, token: number): boolean {
  const before = tokens.kind[token - 1];
  return before === TokenKind.open || before === TokenKind.comma;
}
