import { text } from 'node:stream/consumers';
import type { CommandIo } from './commands/command.js';
import { runCommand } from './commands/run.js';
import { openRoot } from './openRoot.js';

const { env, stdout, stderr, stdin } = process;

const io: CommandIo = {
  cwd: process.cwd(),
  env,
  colour: stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb',
  out: chunk => void stdout.write(chunk),
  err: chunk => void stderr.write(chunk),
  stdin: () => text(stdin),
  ...(stderr.isTTY ? { progress: line => void stderr.write(`\r\u001b[2K${line ?? ''}`) } : {}),
};

stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `cursus-registry list | head` closes the pipe early: that is no error.
  if (error.code === 'EPIPE') process.exit(0);
  stderr.write(`cursus-registry: the output cannot be written: ${error.message}\n`);
  process.exit(2);
});
// There is nowhere left to say it.
stderr.on('error', () => process.exit(2));

runCommand(process.argv.slice(2), io, openRoot).then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    stderr.write(
      `cursus-registry: internal error, please report it with the lines below\n${error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exitCode = 2;
  },
);
