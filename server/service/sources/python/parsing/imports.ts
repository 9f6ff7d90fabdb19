import { Keyword } from '../keywords.js';
import type { Statements } from '../statements.js';
import { TokenKind } from '../tokens.js';
import type { NameNode } from './ast.js';
import { Cursor } from './cursor.js';
import { parseName } from './expressions.js';
import type { PythonSource } from './source.js';

/** `import a.b as c` */
export interface ModuleImport {
  readonly module: string;
  readonly alias?: NameNode;
  /** Where the dotted name stands. */
  readonly at: NameNode;
}

/** `from ..a import b as c, d` or `from a import *` */
export interface FromImport {
  /** Dots before the name: 0 for an absolute import. */
  readonly level: number;
  readonly module: string;
  /** Absent: a star. */
  readonly names?: readonly { readonly name: NameNode; readonly alias?: NameNode }[];
}

export function parseImport(
  source: PythonSource,
  statements: Statements,
  statement: number,
): ModuleImport[] {
  const cursor = new Cursor(source, statements.first[statement]!, statements.last[statement]!);
  cursor.advance();
  const imports: ModuleImport[] = [];
  do {
    const at = parseDotted(cursor);
    if (at === undefined) break;
    const alias = cursor.take('as') ? parseName(cursor) : undefined;
    imports.push(alias === undefined ? { module: at.name, at } : { module: at.name, at, alias });
  } while (cursor.takeKind(TokenKind.comma));
  return imports;
}

export function parseFrom(
  source: PythonSource,
  statements: Statements,
  statement: number,
): FromImport | undefined {
  if (statements.keyword[statement] !== Keyword.from) return undefined;
  const cursor = new Cursor(source, statements.first[statement]!, statements.last[statement]!);
  cursor.advance();
  let level = 0;
  while (cursor.kind === TokenKind.dot || cursor.isOperator('...')) {
    level += cursor.text.length;
    cursor.advance();
  }
  const module = cursor.isName('import') ? '' : parseDotted(cursor)?.name;
  if (module === undefined || !cursor.take('import')) return undefined;
  if (cursor.take('*')) return { level, module };
  return { level, module, names: parseImported(cursor.is('(') ? cursor.enter() : cursor) };
}

function parseImported(cursor: Cursor): { name: NameNode; alias?: NameNode }[] {
  const names: { name: NameNode; alias?: NameNode }[] = [];
  do {
    const name = parseName(cursor);
    if (name === undefined) break;
    const alias = cursor.take('as') ? parseName(cursor) : undefined;
    names.push(alias === undefined ? { name } : { name, alias });
  } while (cursor.takeKind(TokenKind.comma));
  return names;
}

function parseDotted(cursor: Cursor): NameNode | undefined {
  const first = parseName(cursor);
  if (first === undefined) return undefined;
  let { name, end } = first;
  while (cursor.takeKind(TokenKind.dot)) {
    const part = parseName(cursor);
    if (part === undefined) return undefined;
    name += `.${part.name}`;
    end = part.end;
  }
  return { kind: 'name', name, start: first.start, end };
}
