import type { Node } from 'jsonc-parser';
import { LineIndex } from '../../text/span.js';
import { type FileFacts, NO_FACTS, type Use, type UseContext } from '../facts.js';
import { memberOf, propertiesOf, readJsonTree, useOf } from './tree.js';

const MODEL_TYPE = '__model_type__';
const STEP_CONFIGS = 'PIPELINE_STEP_CONFIGS';

/**
 * Reads a merged config (`metadata.config_types`, `configuration.specific`) or an execution document
 * (`PIPELINE_STEP_CONFIGS`). Any other JSON, and any that is broken, says nothing: its name alone makes it none of ours.
 */
export function readConfig(text: string): FileFacts {
  const lines = new LineIndex(text);
  if (!/config_types|__model_type__|PIPELINE_STEP_CONFIGS/.test(text))
    return { ...NO_FACTS, lines };
  const { root } = readJsonTree(text);
  const uses: Use[] = [];
  const add = (node: Node | undefined, context: UseContext) => {
    const use = useOf(node, text, context);
    if (use !== undefined) uses.push(use);
  };
  for (const { key, value } of propertiesOf(memberOf(memberOf(root, 'metadata'), 'config_types'))) {
    add(key, 'config-key');
    add(value, 'config-class');
  }
  const specific = propertiesOf(memberOf(memberOf(root, 'configuration'), 'specific'));
  const isOurs = specific.some(({ value }) => memberOf(value, MODEL_TYPE) !== undefined);
  for (const { key, value } of isOurs ? specific : []) {
    add(key, 'config-key');
    add(memberOf(value, MODEL_TYPE), 'config-class');
  }
  for (const { key } of propertiesOf(memberOf(root, STEP_CONFIGS))) add(key, 'execution-key');
  uses.sort((a, b) => a.span.start - b.span.start);
  return { ...NO_FACTS, lines, uses };
}
