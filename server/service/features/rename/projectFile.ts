import { isMap, isScalar, isSeq, type Scalar } from 'yaml';
import { projectYamlRoot } from '../../project/projectYaml.js';
import type { Span } from '../../text/span.js';

/** Where the project file names a step: keys of `choices` and names in `ignore`; without quotes. */
export function namesInProjectFile(text: string, name: string): Span[] {
  const root = projectYamlRoot(text);
  if (root === undefined) return [];
  const choices = root.get('choices', true);
  const ignore = root.get('ignore', true);
  const found: unknown[] = [
    ...(isMap(choices) ? choices.items.map(pair => pair.key) : []),
    ...(isSeq(ignore) ? ignore.items.map(item => isMap(item) && item.get('name', true)) : []),
  ];
  return found.flatMap(node => {
    if (!isScalar(node) || node.value !== name || !node.range) return [];
    const quotes = (node as Scalar).type?.startsWith('QUOTE') ? 1 : 0;
    return [{ start: node.range[0] + quotes, end: node.range[1] - quotes }];
  });
}
