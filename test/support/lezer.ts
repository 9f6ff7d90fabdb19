import { parser } from '@lezer/python';
import type { Truth } from './referee.js';

export interface LezerDifference {
  readonly isRefused: boolean;
  readonly stringsMissed: number;
  readonly classesMissed: number;
}

/** How @lezer/python's reading of a text differs from CPython's. */
export function compareLezer(text: string, truth: Truth & { error?: undefined }): LezerDifference {
  const strings = new Set<string>();
  const classes = new Set<string>();
  let isRefused = false;
  parser.parse(text).iterate({
    enter(node) {
      if (node.type.isError) isRefused = true;
      if (node.name === 'String' || node.name === 'FormatString') {
        strings.add(`${node.from},${node.to}`);
        return false;
      }
      if (node.name === 'ClassDefinition') {
        const name = node.node.getChild('VariableName');
        if (name !== null) classes.add(`${text.slice(name.from, name.to)},${node.from}`);
      }
      return undefined;
    },
  });
  return {
    isRefused,
    stringsMissed: truth.strings.filter(span => !strings.has(span.join())).length,
    classesMissed: truth.classes.filter(([name, start]) => !classes.has(`${name},${start}`)).length,
  };
}
