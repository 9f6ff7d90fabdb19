import { LineIndex } from '../../text/span.js';
import { type FileFacts, NO_FACTS } from '../facts.js';
import type { ModuleTexts, SourceInput } from '../read.js';
import { readClasses } from './classes.js';
import { readIgnores } from './ignores.js';
import { readAliases, readDynamicNames } from './imports.js';
import { mayBindClasses } from './interest.js';
import { readLegacyAliases } from './legacyAliases.js';
import { lex } from './lexer.js';
import { readStatements, type Statements } from './statements.js';
import { findSyntaxProblems } from './syntax.js';
import { readTables, type TableFacts } from './tables.js';
import type { Tokens } from './tokens.js';
import { mayUseSteps } from './uses/vocabulary.js';
import { readUses } from './uses.js';

/** The file of cursus that lists its hyperparameter classes. */
const HYPERPARAMETER_FILE = /(?:^|\/)registry\/hyperparameter_registry\.py$/;

/** Reads a Python file: its classes and the steps it uses; of a registry file its tables and what is wrong with it too. */
export function readPython({ path, role, text, modules, memory }: SourceInput): FileFacts {
  const lines = new LineIndex(text);
  const mayUse = mayUseSteps(text, path);
  const isRegistry = role.kind !== 'python';
  const hasHyperparameters = !isRegistry && HYPERPARAMETER_FILE.test(path);
  if (!isRegistry && !mayUse && !hasHyperparameters && !mayBindClasses(text))
    return { ...NO_FACTS, lines };
  const { tokens } = memory?.tokens.read(text) ?? { tokens: lex(text) };
  const statements = readStatements(tokens);
  const legacyAliases = readLegacyAliases(tokens, path);
  return {
    ...NO_FACTS,
    lines,
    classes: readClasses(tokens, statements),
    aliases: readAliases(tokens, statements),
    dynamicNames: readDynamicNames(tokens, statements),
    uses: mayUse ? readUses(tokens, path, statements) : [],
    ignores: readIgnores(tokens, lines),
    ...(legacyAliases && { legacyAliases }),
    ...(isRegistry && readRegistry(tokens, statements, path, modules)),
    ...(hasHyperparameters && readHyperparameters(tokens, statements, path, modules)),
  };
}

/** Of all tables only that of the hyperparameters: the file is no step registry. */
function readHyperparameters(
  tokens: Tokens,
  statements: Statements,
  path: string,
  modules: ModuleTexts | undefined,
): Pick<FileFacts, 'hyperparameters'> {
  const { hyperparameters } = readTables(tokens, path, modules, statements);
  return hyperparameters === undefined ? {} : { hyperparameters };
}

/** The tables, and everything that keeps them from being known: what CPython refuses first, then limits. */
function readRegistry(
  tokens: Tokens,
  statements: Statements,
  path: string,
  modules: ModuleTexts | undefined,
): TableFacts {
  const tables = readTables(tokens, path, modules, statements);
  const refused = findSyntaxProblems(tokens, statements);
  return { ...tables, problems: [...refused, ...tables.problems] };
}
