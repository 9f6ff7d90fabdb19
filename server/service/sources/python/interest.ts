/** Classes, names that sound like a builder or config, and what may bind names that cannot be seen. */
const BINDS_CLASSES =
  /\bclass[ \t\\]|[Bb]uilder|[Cc]onfig|import[ \t]*\(?\*|globals\(|setattr\(|exec\(|type\(/;

/**
 * Whether a Python file can bind a class that somebody asks for. In doubt yes. A file that binds none, uses no step and is
 * no registry need not be split into tokens.
 */
export function mayBindClasses(text: string): boolean {
  return BINDS_CLASSES.test(text);
}
