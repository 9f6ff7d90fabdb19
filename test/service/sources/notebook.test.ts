import { describe, expect, test } from 'vitest';
import {
  readCellUses,
  readNotebook,
  withoutMagics,
} from '../../../server/service/sources/json/notebook.js';

type Cell = string | string[] | { markdown: string };

function notebook(...cells: Cell[]): string {
  return JSON.stringify(
    {
      cells: cells.map(cell =>
        typeof cell === 'string' || Array.isArray(cell)
          ? { cell_type: 'code', metadata: {}, outputs: [], source: cell }
          : { cell_type: 'markdown', source: cell.markdown },
      ),
      metadata: {},
      nbformat: 4,
      nbformat_minor: 5,
    },
    null,
    1,
  );
}

const IMPORT = 'from cursus.api.dag.base_dag import PipelineDAG\n';

function told(text: string): string[] {
  return readNotebook(text, 'demo.ipynb').uses.map(
    use =>
      `${use.cell} ${use.name} ${text.slice(use.span.start, use.span.end)}${use.plain ? '' : ' *'}`,
  );
}

describe('readNotebook', () => {
  test('what an earlier cell imports counts in later cells; cells are counted with all others', () => {
    const text = notebook(
      IMPORT,
      { markdown: '# dag.add_node("Nothing")' },
      ['dag = PipelineDAG()\n', 'dag.add_node("XGBoostTraining")\n', "dag.add_edge('A', 'B')"],
      'dag.add_node("Package")',
    );
    expect(told(text)).toEqual([
      '2 XGBoostTraining XGBoostTraining',
      '2 A A',
      '2 B B',
      '3 Package Package',
    ]);
  });

  test('offsets are exact behind escapes', () => {
    const text = notebook([
      IMPORT,
      's = "tab\\t \u00e9 \\\\"; d = PipelineDAG(); d.add_node("First")\r\n',
      'd.add_node("\ud83d\ude00 Second")\n',
      'd.add_node("Third")\n',
    ]).replace('\u00e9', '\\u00e9');
    expect(told(text)).toEqual([
      '0 First First',
      '0 \ud83d\ude00 Second \ud83d\ude00 Second',
      '0 Third Third',
    ]);
  });

  test('a name with an escape of JSON cannot be edited in place', () => {
    const text = notebook(`${IMPORT}PipelineDAG(nodes=["AtoB"])`).replace('AtoB', 'A\\u0074oB');
    expect(told(text)).toEqual(['0 AtoB A\\u0074oB *']);
  });

  test('magics and shell lines are passed over', () => {
    const text = notebook(
      `%load_ext x\n!pip install cursus\n${IMPORT}files = !ls\ndag = PipelineDAG()\n%time dag\ndag?\ndag.add_node("A")`,
      '%%bash\ndag.add_node("Shell")',
      '%%time\ndag.add_node("B")',
    );
    expect(told(text)).toEqual(['0 A A', '2 B B']);
  });

  test('a cell that is broken leaves the others alone', () => {
    const text = notebook(IMPORT, 'dag = PipelineDAG()', 'x = foo([{"a": ', 'dag.add_node("A")');
    expect(told(text)).toEqual(['3 A A']);
  });

  test('a name that is bound again is no DAG any more', () => {
    const text = notebook(IMPORT, 'dag = PipelineDAG()', 'dag = nx.DiGraph()', 'dag.add_node("A")');
    expect(told(text)).toEqual([]);
  });

  test('ignore comments count for lines of the file', () => {
    const text = notebook([
      IMPORT,
      'dag = PipelineDAG()\n',
      '# cursus: ignore[unknown-step]\n',
      'dag.add_node("A")  # cursus: ignore\n',
    ]);
    const facts = readNotebook(text, 'demo.ipynb');
    const line = facts.lines.lineOf(facts.uses[0]!.span.start);
    expect(facts.ignores.map(ignore => ignore.lines)).toEqual([[line - 1, line], [line]]);
    const { span } = facts.ignores[0]!.codes[0]!;
    expect(text.slice(span.start, span.end)).toBe('unknown-step');
  });

  test.each([
    ['nothing', ''],
    ['no cells', '{"metadata": {"x": "cursus PipelineDAG"}}'],
    ['cells of another shape', '{"cells": {"cursus": "PipelineDAG"}}'],
    [
      'cells without source',
      '{"cells": [{"cell_type": "code", "x": "cursus PipelineDAG"}, 1, null]}',
    ],
    [
      'sources that are no text',
      '{"cells": [{"cell_type": "code", "source": [1, null, {"cursus": "PipelineDAG"}]}]}',
    ],
    ['broken JSON', '{"cells": [{"cell_type": "code", "source": ["from cursus import PipelineDAG'],
    [
      'broken escapes',
      '{"cells": [{"cell_type": "code", "source": ["cursus PipelineDAG \\u12", "\\x"]}]}',
    ],
    ['deep nesting', `"cursus PipelineDAG" ${'['.repeat(10_000)}`],
  ])('%s: nothing is said', (_, text) => {
    const facts = readNotebook(text, 'demo.ipynb');
    expect(facts.uses).toEqual([]);
    expect(facts.problems).toEqual([]);
  });

  test('a trailing comma does not lose the cells', () => {
    const text = notebook(`${IMPORT}PipelineDAG(nodes=["A"])`).replace(
      '"nbformat": 4,',
      '"nbformat": 4,,',
    );
    expect(told(text)).toEqual(['0 A A']);
  });
});

test('cells that are open as documents have uses in their own offsets', () => {
  const cells = [
    IMPORT,
    'dag = PipelineDAG()\ndag.add_node("A")',
    '%%html\n<b>',
    'dag.add_node("B")',
  ];
  const uses = readCellUses(cells, 'demo.ipynb');
  expect(uses.map(list => list.map(use => use.name))).toEqual([[], ['A'], [], ['B']]);
  expect(cells[3]!.slice(uses[3]![0]!.span.start, uses[3]![0]!.span.end)).toBe('B');
});

test.each([
  ['%matplotlib inline', 18],
  ['  !ls', 5],
  ['df.head?', 8],
  ['x = %sql select', 15],
])('%s is blanked', (magic, length) => {
  expect(withoutMagics(`a = 1\n${magic}\nb = 2`)).toBe(`a = 1\n${' '.repeat(length)}\nb = 2`);
});

test.each(['x = a\n  % b', 'y = (a\n     % (b))', 'a != b', 'x = "what?"', 'a % b'])(
  '%s stays',
  code => {
    expect(withoutMagics(code)).toBe(code);
  },
);
