import { TokenKind } from '../tokens.js';
import type { Parameter } from './ast.js';
import type { Cursor } from './cursor.js';
import { parseName, parseTest } from './expressions.js';

/** The parameters of a function or lambda; `undefined` where they cannot be read. */
export function parseParameters(cursor: Cursor, isAnnotated: boolean): Parameter[] | undefined {
  const parameters: Parameter[] = [];
  let kind: Parameter['kind'] = 'either';
  while (!cursor.isAtEnd && (isAnnotated || cursor.kind !== TokenKind.colon)) {
    if (cursor.take('/')) {
      for (const [index, parameter] of parameters.entries()) {
        parameters[index] = { ...parameter, kind: 'positional' };
      }
    } else if (cursor.isOperator('*') || cursor.isOperator('**')) {
      const star = cursor.text;
      cursor.advance();
      if (star === '*' && (cursor.kind === TokenKind.comma || cursor.isAtEnd)) kind = 'keyword';
      else {
        const rest = star === '*' ? 'rest' : 'keywords';
        if (!parseParameter(cursor, rest, isAnnotated, parameters)) return undefined;
        kind = 'keyword';
      }
    } else if (!parseParameter(cursor, kind, isAnnotated, parameters)) return undefined;
    if (!cursor.takeKind(TokenKind.comma)) break;
  }
  return !isAnnotated || cursor.isAtEnd ? parameters : undefined;
}

function parseParameter(
  cursor: Cursor,
  kind: Parameter['kind'],
  isAnnotated: boolean,
  into: Parameter[],
): boolean {
  const name = parseName(cursor);
  if (name === undefined) return false;
  if (isAnnotated && cursor.takeKind(TokenKind.colon)) {
    cursor.take('*');
    parseTest(cursor);
  }
  if (cursor.takeKind(TokenKind.equals)) {
    into.push({ name: name.name, kind, fallback: parseTest(cursor) });
  } else into.push({ name: name.name, kind });
  return true;
}
