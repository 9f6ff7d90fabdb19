import { createConnection } from 'vscode-languageserver/node';
import type { Channel } from './channel.js';
import { VERSION } from './commands/version.js';
import { ENGINE } from './host/engine.js';
import { serve } from './server.js';

/**
 * Everything of the server but the first answer: in files of its own, loaded when the client has that.
 */
export function serveOver({ reader, writer }: Channel): void {
  const connection = createConnection(reader, writer);
  process.on('unhandledRejection', reason => {
    const text = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    connection.console.error(`Internal error (rejection): ${text}`);
  });
  serve(connection, { version: VERSION, engine: ENGINE });
  connection.listen();
}
