import { TokenKind, type Tokens, tokenIs, tokenText } from './tokens.js';

/** One import statement. */
export interface ImportStatement {
  readonly isFrom: boolean;
  /** Dotted, with the leading dots of a relative import; empty for `import a, b`. */
  readonly module: string;
  /** `from module import *` */
  readonly star: boolean;
  readonly names: readonly ImportedName[];
}

export interface ImportedName {
  /** What is bound here: for `import a.b` it is `a`. */
  readonly name: string;
  /** What it stands for: the imported name, or the dotted module of `import a.b as c`. */
  readonly target: string;
  readonly isRenamed: boolean;
  /** The token of `name`. */
  readonly at: number;
}

/** Reads the statement between two tokens; what is half typed is left out. */
export function readImport(tokens: Tokens, first: number, end: number): ImportStatement {
  const isFrom = tokenIs(tokens, first, 'from');
  let i = first + 1;
  let module = '';
  if (isFrom) {
    while (i < end && !tokenIs(tokens, i, 'import')) {
      if (isModulePart(tokens, i)) module += tokenText(tokens, i);
      i++;
    }
    i++;
  }
  const names: ImportedName[] = [];
  let star = false;
  let target = '';
  let at = -1;
  for (; i < end; i++) {
    switch (tokens.kind[i]) {
      case TokenKind.name:
        if (tokenIs(tokens, i, 'as')) {
          if (target !== '' && tokens.kind[i + 1] === TokenKind.name && i + 1 < end) {
            i++;
            names.push({ name: tokenText(tokens, i), target, isRenamed: true, at: i });
          }
          target = '';
        } else {
          if (target === '') at = i;
          target += tokenText(tokens, i);
        }
        break;
      case TokenKind.dot:
        if (target !== '') target += '.';
        break;
      case TokenKind.operator:
        if (tokenIs(tokens, i, '*')) star = true;
        break;
      case TokenKind.comma:
        flush();
        break;
    }
  }
  flush();
  return { isFrom, module, star, names };

  function flush(): void {
    if (target !== '' && !target.endsWith('.')) {
      const name = target.includes('.') ? target.slice(0, target.indexOf('.')) : target;
      names.push({ name, target: isFrom ? target : name, isRenamed: false, at });
    }
    target = '';
  }
}

/** `...` is one operator token. */
function isModulePart(tokens: Tokens, i: number): boolean {
  const kind = tokens.kind[i];
  if (kind === TokenKind.name || kind === TokenKind.dot) return true;
  return kind === TokenKind.operator && tokenIs(tokens, i, '...');
}
