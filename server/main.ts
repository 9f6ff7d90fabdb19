import { createConnection, type InitializeParams } from 'vscode-languageserver/node';
import { VERSION } from './commands/version.js';
import { greetingFor } from './host/capabilities.js';

const USAGE =
  'The language server of Cursus Step Registry. An editor starts it with --stdio, --node-ipc, --pipe=NAME or --socket=PORT.';

/** The server process: one client, over the channel that the command line names. */
function main(): void {
  const names = ['--stdio', '--node-ipc', '--pipe', '--socket'];
  if (!process.argv.some(argument => names.includes(argument.split('=', 1)[0]!))) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  // The client is gone when nobody reads any more; there is nothing left to do and nobody to tell.
  process.stdout.on('error', () => process.exit(1));
  const connection = createConnection();
  process.on('unhandledRejection', reason => {
    connection.console.error(`Internal error (rejection): ${describe(reason)}`);
  });
  process.on('uncaughtException', error => {
    // Its state cannot be trusted any more: the client starts a new server.
    process.stderr.write(`Internal error: ${describe(error)}\n`);
    process.exit(1);
  });
  connection.onInitialize(params => {
    // Runs before any later message is looked at, and behind the answer, which does not wait for it.
    setImmediate(() => start(params));
    return greetingFor(params.capabilities, VERSION);
  });

  function start(params: InitializeParams): void {
    const { ENGINE, serve } = loadEngine();
    serve(connection, { version: VERSION, engine: ENGINE }, params);
  }

  connection.listen();
}

/** What the shipped server holds in a file of its own is loaded here. */
function loadEngine(): typeof import('./engine.js') {
  return require('./engine.js');
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main();
