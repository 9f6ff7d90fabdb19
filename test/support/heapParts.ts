import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeHeapSnapshot } from 'node:v8';

/** What a heap holds, in bytes. */
export interface HeapParts {
  /** Byte code, machine code and what belongs to it: grows as long as the engine finds something to make faster. */
  readonly code: number;
  /** Everything else: what the program itself keeps. */
  readonly data: number;
}

interface Snapshot {
  readonly snapshot: { readonly meta: { node_fields: string[]; node_types: [string[]] } };
  readonly nodes: readonly number[];
}

/** Writes down what the heap of this process holds now. @returns the file, for {@link partsOf} */
export function writeHeap(name: string): string {
  return writeHeapSnapshot(path.join(tmpdir(), `cursus-${process.pid}-${name}.heapsnapshot`));
}

/** Reads such a file, and removes it. */
export function partsOf(file: string): HeapParts {
  const { snapshot, nodes } = JSON.parse(readFileSync(file, 'utf8')) as Snapshot;
  rmSync(file);
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const kind = fields.indexOf('type');
  const size = fields.indexOf('self_size');
  const code = types[0].indexOf('code');
  const parts = { code: 0, data: 0 };
  for (let at = 0; at < nodes.length; at += fields.length) {
    parts[nodes[at + kind] === code ? 'code' : 'data'] += nodes[at + size]!;
  }
  return parts;
}
