import { describe, expect, it } from 'vitest';
import { ENGINE } from '../../server/host/engine.js';
import type { ServerParts } from '../../server/host/serverHost.js';
import { HandClock } from '../support/handClock.js';
import { type OpenedProject, openProject } from '../support/openedProject.js';
import { uriOf } from '../support/protocolClient.js';
import { TOY_SERVER } from '../support/toyEngine.js';

interface Typed extends OpenedProject {
  readonly clock: HandClock;
  /** Everything that was sent is taken in, and what follows at once is published. */
  taken(): Promise<void>;
}

async function typing(
  files: Record<string, string>,
  server: ServerParts = TOY_SERVER,
): Promise<Typed> {
  const clock = new HandClock();
  const delays = { quiet: 300, syntax: 1000, disk: 0 };
  const project = await openProject(files, {
    server: { ...server, clock },
    initializationOptions: { delays },
  });
  const taken = async (): Promise<void> => {
    for (let i = 0; i < 3; i++) await project.client.request('cursus/indexStatus');
  };
  return { ...project, clock, taken };
}

describe('while somebody types', () => {
  it('the buffer is answered at once, other files when it is quiet', async () => {
    const { client, at, clock, taken } = await typing({ 'a.py': 'use X\n', 'b.py': 'use Z\n' });
    client.open(at('b.py'), 'use Z\n');
    await client.settled();
    client.change(at('b.py'), 'use Z\nclass X\nuse Y\n');
    client.change(at('b.py'), 'use Z\nclass X\nuse Y\n\n');
    await taken();
    expect(client.codes(at('b.py'))).toEqual(['0:4 unknown-builder', '2:4 unknown-builder']);
    expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
    clock.advance(299);
    await taken();
    expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
    clock.advance(1);
    await taken();
    expect(client.codes(at('a.py'))).toEqual([]);
  });

  it('nothing new is said about the place that is typed at, and what still holds stays', async () => {
    const { client, at, clock, taken } = await typing({ 'b.py': '' });
    client.open(at('b.py'), 'use Y\nuse \n');
    await client.settled();
    expect(client.codes(at('b.py'))).toEqual(['0:4 unknown-builder', '1:4 unknown-builder']);
    const here = { start: { line: 1, character: 4 }, end: { line: 1, character: 4 } };
    client.change(at('b.py'), [{ range: here, text: 'Z' }]);
    await taken();
    expect(client.codes(at('b.py'))).toEqual(['0:4 unknown-builder']);
    clock.advance(300);
    await taken();
    expect(client.codes(at('b.py'))).toEqual(['0:4 unknown-builder', '1:4 unknown-builder']);
    // Blanks behind the name: the same finding, though it is being typed at.
    const behind = { start: { line: 1, character: 5 }, end: { line: 1, character: 5 } };
    const publishedBefore = client.published.length;
    client.change(at('b.py'), [{ range: behind, text: '\n' }]);
    await taken();
    expect(client.codes(at('b.py'))).toEqual(['0:4 unknown-builder', '1:4 unknown-builder']);
    expect(client.published.length).toBe(publishedBefore);
  });

  it('a node that is half typed is no unknown step before the typing pauses', async () => {
    const text =
      'from cursus.api.dag.base_dag import PipelineDAG\ndag = PipelineDAG()\ndag.add_node("")\n';
    const core = 'src/cursus/registry/step_names.py';
    const engine = { version: '0.0.0', engine: ENGINE, environment: {} };
    const row = 'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}}\n';
    const { client, at, clock, taken } = await typing({ [core]: row, 'p.py': text }, engine);
    client.open(at('p.py'), text);
    await client.settled();
    for (const [i, letter] of [...'Packg'].entries()) {
      const caret = { line: 2, character: 14 + i };
      client.change(at('p.py'), [{ range: { start: caret, end: caret }, text: letter }]);
      await taken();
      expect(client.codes(at('p.py'))).toEqual([]);
      clock.advance(299);
      await taken();
      expect(client.codes(at('p.py'))).toEqual([]);
    }
    clock.advance(1);
    await taken();
    expect(client.codes(at('p.py'))).toEqual(['2:14 unknown-step']);
  });

  it('syntax problems wait for a second of quiet', async () => {
    const { client, at, clock, taken } = await typing({ 'b.py': '' });
    client.open(at('b.py'), '');
    client.change(at('b.py'), 'bad\n');
    client.change(at('b.py'), 'bad\n\n');
    await taken();
    clock.advance(999);
    await taken();
    expect(client.codes(at('b.py'))).toEqual([]);
    clock.advance(1);
    await client.settled();
    expect(client.codes(at('b.py'))).toEqual(['0:0 unreadable-registry']);
    client.change(at('b.py'), 'bad\n\n\n');
    await taken();
    expect(client.codes(at('b.py'))).toEqual(['0:0 unreadable-registry']);
  });

  it('a save says that the text is meant', async () => {
    const { client, at, clock, taken } = await typing({ 'a.py': 'use X\n', 'b.py': '' });
    client.open(at('b.py'), '');
    client.change(at('b.py'), 'class X\nbad\n');
    client.write(at('b.py'), 'class X\nbad\n');
    client.save(at('b.py'));
    await taken();
    // Nothing but the window of the file event is left to wait for.
    clock.advance(1);
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual([]);
    expect(client.codes(at('b.py'))).toEqual(['1:0 unreadable-registry']);
  });

  it('a file event in the middle does not let half-typed text out', async () => {
    const { client, at, clock, taken } = await typing({ 'a.py': 'use X\n', 'b.py': 'class X\n' });
    client.open(at('b.py'), 'class X\n');
    await client.settled();
    client.change(at('b.py'), 'class \n');
    client.write(at('b.py'), 'class X\n');
    await taken();
    clock.advance(1);
    await taken();
    expect(client.codes(at('a.py'))).toEqual([]);
    client.change(at('b.py'), 'class X\n');
    await taken();
    clock.advance(300);
    await taken();
    expect(client.codes(at('a.py'))).toEqual([]);
    const said = client.published.filter(params => params.uri.endsWith('/a.py'));
    expect(said).toEqual([]);
  });

  it('a shift of lines in a buffer does not republish closed files until it is saved', async () => {
    const { client, at, clock, taken } = await typing({ 'a.py': 'class X\n', 'b.py': 'class X\n' });
    expect(client.codes(at('a.py'))).toEqual(['0:6 duplicate-step']);
    client.open(at('b.py'), 'class X\n');
    await client.settled();
    const before = client.published.length;
    client.change(at('b.py'), '\n\nclass X\n');
    await taken();
    clock.advance(1000);
    await client.settled();
    const own = client.published.slice(before);
    expect(own.map(({ uri }) => uri.split('/').at(-1))).toEqual(['b.py']);
    client.write(at('b.py'), '\n\nclass X\n');
    client.save(at('b.py'));
    await taken();
    clock.advance(1);
    await client.settled();
    const other = client.diagnostics.get(uriOf(at('a.py')));
    expect(other?.[0]?.relatedInformation?.[0]?.location.range.start.line).toBe(2);
  });
});

describe('a buffer', () => {
  it('counts until it is closed, and then what is on disk does', async () => {
    const { client, at } = await openProject({ 'a.py': 'use X\n', 'b.py': 'class Y\n' });
    client.open(at('b.py'), 'class X\n');
    await client.settled();
    client.write(at('b.py'), 'class Z\n');
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual([]);
    client.close(at('b.py'));
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
  });

  it('outlives its file', async () => {
    const { client, at } = await openProject({ 'a.py': 'use X\n', 'b.py': 'class X\n' });
    client.open(at('b.py'), 'class X\n');
    client.delete(at('b.py'));
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual([]);
    client.close(at('b.py'));
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
  });

  it('counts although it was never saved', async () => {
    const { client, at } = await openProject({ 'a.py': 'use X\n' });
    client.open(at('new/b.py'), 'class X\nuse Q\n');
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual([]);
    expect(client.codes(at('new/b.py'))).toEqual(['1:4 unknown-builder']);
    client.close(at('new/b.py'));
    await client.settled();
    expect(client.codes(at('new/b.py'))).toEqual([]);
    expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
  });

  it('counts under any spelling of its URI, and the client gets its own back', async () => {
    const { client, at } = await openProject({ 'a b/ü.py': '' });
    const own = `file://${at('a b/')}ü.py`;
    const textDocument = { uri: own, languageId: 'python', version: 1, text: 'use X\n' };
    client.notify('textDocument/didOpen', { textDocument });
    await client.settled();
    expect([...client.diagnostics.keys()]).toEqual([own]);
  });

  it.each(['git', 'vscode-scm', 'output', 'http'])('of the scheme %s is none', async scheme => {
    const { client } = await openProject({ 'a.py': 'use X\n' });
    client.open(`${scheme}:/b.py`, 'class X\nuse Y\n', 'python');
    client.change(`${scheme}:/b.py`, 'class X\n');
    client.close(`${scheme}:/b.py`);
    client.save(`${scheme}:/b.py`);
    await client.settled();
    expect([...client.diagnostics.keys()]).toHaveLength(1);
    expect(client.log).toEqual([]);
  });

  it('that is untitled belongs to the first project', async () => {
    const { client } = await openProject({ 'a.py': 'class X\n' });
    client.open('untitled:Untitled-1', 'use X\nuse Y\n', 'python');
    await client.settled();
    expect(client.codes('untitled:Untitled-1')).toEqual(['1:4 unknown-builder']);
    client.close('untitled:Untitled-1');
    await client.settled();
    expect(client.codes('untitled:Untitled-1')).toEqual([]);
  });

  it('that nobody opened, and changes of a version that nobody has, are passed over', async () => {
    const { client, at } = await openProject({ 'a.py': 'use X\n' });
    client.change(at('a.py'), 'class X\n');
    client.close(at('a.py'));
    client.save(at('b.py'));
    const far = { start: { line: 99, character: 99 }, end: { line: 99, character: 99 } };
    client.open(at('a.py'), 'use X\n');
    client.change(at('a.py'), [{ range: far, text: 'class X\n' }]);
    client.change(at('a.py'), []);
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual([]);
    expect(client.log).toEqual([]);
  });
});
