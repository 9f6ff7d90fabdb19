import { type Document, isMap, isScalar, parseDocument, visit, type YAMLMap } from 'yaml';
import { readYamlStream, toError, type YamlError } from '../sources/yaml/stream.js';

/** The project file as YAML 1.2. */
export interface ProjectYaml {
  readonly document: Document.Parsed;
  /** What makes it no YAML, duplicate keys included, in the order of the text. */
  readonly errors: readonly YamlError[];
}

/**
 * Parses the text of cursus-registry.yaml. Time is bounded, and nothing reaches the parser that it would not survive:
 * it recurses, and Node itself ends where a regular expression is compiled on an exhausted stack.
 * @returns `limit`, at its place, where the text is too large or too deep to be read
 */
export function parseProjectYaml(text: string): ProjectYaml | { readonly limit: YamlError } {
  const { limit } = readYamlStream(text);
  if (limit !== undefined) return { limit };
  // The parser's own check of unique keys takes quadratic time; below `error`, it writes to the process's stderr.
  const document = parseDocument(text, {
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'error',
  });
  const errors = document.errors.map(error => toError(error, text));
  errors.push(...duplicateKeys(document));
  return { document, errors: errors.sort((a, b) => a.span.start - b.span.start) };
}

function duplicateKeys(document: Document.Parsed): YamlError[] {
  const errors: YamlError[] = [];
  visit(document, {
    Map(_key, map) {
      const known = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key) || !key.range) continue;
        const [start, end] = key.range;
        if (known.has(key.value)) {
          errors.push({ message: 'Map keys must be unique', span: { start, end } });
        }
        known.add(key.value);
      }
    },
  });
  return errors;
}

/** The text's outermost mapping; undefined: it is none, or cannot be read. */
export function projectYamlRoot(text: string): YAMLMap | undefined {
  const parsed = parseProjectYaml(text);
  return 'limit' in parsed || !isMap(parsed.document.contents)
    ? undefined
    : parsed.document.contents;
}
