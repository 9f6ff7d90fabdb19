import { type Channel, openChannel } from './channel.js';
import { greet, KeptMessages } from './greeting.js';

const USAGE =
  'The language server of Cursus Step Registry. An editor starts it with --stdio, --node-ipc, --pipe=NAME or --socket=PORT.';

/** The server process: one client, over the channel that the command line names. */
function main(): void {
  process.on('uncaughtException', error => {
    // Its state cannot be trusted any more: the client starts a new server.
    process.stderr.write(`Internal error: ${error.stack ?? error.message}\n`);
    process.exit(1);
  });
  // The client is gone when nobody reads any more; there is nothing left to do and nobody to tell.
  process.stdout.on('error', () => process.exit(1));
  const channel = openChannel(process.argv.slice(2));
  if (channel === undefined) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const reader = new KeptMessages(channel.reader, first => {
    void greet(first, channel.writer).then(writer => loadEngine().serveOver({ reader, writer }));
  });
  reader.onClose(() => process.exit(reader.isShutDown ? 0 : 1));
}

/** What the shipped server holds in files of its own is loaded here. */
function loadEngine(): { serveOver(channel: Channel): void } {
  return require('./engine.js');
}

main();
