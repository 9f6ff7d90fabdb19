import { describe, expect, it } from 'vitest';
import { Outbox } from '../../server/host/outbox.js';

/** A client that takes messages only when it is told to. */
function slowClient() {
  const sent: unknown[] = [];
  const taking: (() => void)[] = [];
  const send = (params: unknown): Promise<void> => {
    sent.push(params);
    return new Promise(resolve => taking.push(resolve));
  };
  const read = async (): Promise<void> => {
    while (taking.length > 0) {
      for (const take of taking.splice(0)) take();
      await new Promise(setImmediate);
    }
  };
  return { sent, send, read };
}

describe('what a client is told', () => {
  it('waits in bounded memory where the client does not read, and ends with the last state of each document', async () => {
    const outbox = new Outbox();
    const { sent, send, read } = slowClient();
    for (let i = 0; i < 100_000; i++) outbox.post(`file:///${i % 40}`, i, send);
    expect(sent).toHaveLength(256);
    await read();
    expect(sent).toHaveLength(256 + 40);
    expect(sent.slice(-40)).toEqual(Array.from({ length: 40 }, (_, i) => 99_960 + i));
  });

  it('comes in order: what waits goes before what is told about it', async () => {
    const outbox = new Outbox();
    const { sent, send, read } = slowClient();
    for (let i = 0; i < 300; i++) outbox.post(`file:///${i}`, i, send);
    outbox.post('settled', 'first', send);
    outbox.post('file:///299', 'last', send);
    outbox.post('settled', 'second', send);
    await read();
    expect(sent.slice(-2)).toEqual(['last', 'second']);
  });

  it('is merged where a later message does not say all', async () => {
    const outbox = new Outbox();
    const { sent, send, read } = slowClient();
    for (let i = 0; i < 256; i++) outbox.post(`file:///${i}`, i, send);
    const merge = (waiting: string, later: string): string => waiting + later;
    outbox.post('rows', 'a', send, merge);
    outbox.post('rows', 'b', send, merge);
    await read();
    expect(sent.at(-1)).toBe('ab');
  });

  it('is all on its way before an answer says so, also where sending fails', async () => {
    const outbox = new Outbox();
    const failing = (): Promise<void> => Promise.reject(new Error('closed'));
    for (let i = 0; i < 1000; i++) outbox.post(`${i}`, i, failing);
    await outbox.drained();
    const { sent, send } = slowClient();
    outbox.post('a', 1, send);
    expect(sent).toEqual([1]);
  });
});
