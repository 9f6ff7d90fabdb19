import type { Node } from 'jsonc-parser';
import { LineIndex } from '../../text/span.js';
import { type FileFacts, NO_FACTS, type Use, type UseContext } from '../facts.js';
import { itemsOf, memberOf, readJsonTree, useOf } from './tree.js';

/** Lists of node names beside the graph itself. */
const METADATA_LISTS = ['entry_points', 'exit_points', 'required_configs'];
const STATISTICS_LISTS = ['entry_nodes', 'exit_nodes'];

/** Reads a `.dag.json`: the nodes, the ends of the edges, and the lists of nodes in its metadata. */
export function readDag(text: string): FileFacts {
  const lines = new LineIndex(text);
  const { root, problem } = readJsonTree(text);
  const uses: Use[] = [];
  const add = (node: Node | undefined, context: UseContext) => {
    const use = useOf(node, text, context);
    if (use !== undefined) uses.push(use);
  };
  const dag = memberOf(root, 'dag');
  for (const node of itemsOf(memberOf(dag, 'nodes'))) add(node, 'dag-json-node');
  for (const edge of itemsOf(memberOf(dag, 'edges'))) {
    for (const end of itemsOf(edge)) add(end, 'dag-json-edge');
  }
  const lists = [
    ...METADATA_LISTS.map(key => memberOf(memberOf(root, 'metadata'), key)),
    ...STATISTICS_LISTS.map(key => memberOf(memberOf(root, 'statistics'), key)),
  ];
  for (const list of lists) {
    for (const node of itemsOf(list)) add(node, 'dag-json-metadata');
  }
  uses.sort((a, b) => a.span.start - b.span.start);
  return { ...NO_FACTS, lines, uses, problems: problem === undefined ? [] : [problem] };
}
