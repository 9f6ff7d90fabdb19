import { partsOf, writeHeap } from '../support/heapParts.js';
import { live } from '../support/incremental/longLife.js';

/**
 * `npm run longlife [operations]`: an editor's hour as fast as it goes (a person makes some 20,000 changes in one), in one
 * server, and what it holds on the way. The first tenth is its warm-up.
 */
const OPERATIONS = Number(process.argv[2] ?? 20_000);
const LOOKS = 10;

const rows = [];
const written: string[] = [];
const began = process.cpuUsage();
for await (const held of live(1, OPERATIONS, OPERATIONS / LOOKS)) {
  rows.push(held);
  const { operations, heap, openFiles, waiting, logged, resources } = held;
  console.log(
    `${operations} operations: heap ${(heap / 2 ** 20).toFixed(1)} MB, ${openFiles} open files, ${waiting} timers, ` +
      `${logged} lines of log, ${JSON.stringify(resources)}`,
  );
  if (rows.length === 1 || rows.length === LOOKS) written.push(writeHeap(`${operations}`));
}
const busy = process.cpuUsage(began);
const idleFrom = process.cpuUsage();
await new Promise(resolve => setTimeout(resolve, 1000));
const idle = process.cpuUsage(idleFrom);
const [first] = rows;
const last = rows.at(-1);
console.log(
  `heap ${(last!.heap / first!.heap).toFixed(3)} times that after the warm-up; ` +
    `${((busy.user + busy.system) / 1e6).toFixed(0)} s of processor time`,
);
const [early, late] = written.map(partsOf);
const kilobytes = (part: 'code' | 'data'): string =>
  `${(early![part] / 1024).toFixed(0)} kB to ${(late![part] / 1024).toFixed(0)} kB`;
console.log(
  `of it compiled code: ${kilobytes('code')}; all else: ${kilobytes('data')}, ${(late!.data / early!.data).toFixed(3)} times`,
);
console.log(`idle for 1 s: ${((idle.user + idle.system) / 1000).toFixed(1)} ms of processor time`);
