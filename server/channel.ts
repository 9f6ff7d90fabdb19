import {
  createServerPipeTransport,
  createServerSocketTransport,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';

/** The way to the client and back. */
export interface Channel {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

/**
 * The channel that the command line names: `--stdio`, `--node-ipc`, `--pipe=NAME` or `--socket=PORT`; undefined where it
 * names none. Of the last two the value may also be the next argument.
 */
export function openChannel(args: readonly string[]): Channel | undefined {
  for (const [i, argument] of args.entries()) {
    const [name, value = args[i + 1] ?? ''] = argument.split('=', 2);
    switch (name) {
      case '--stdio':
        return standardStreams();
      case '--node-ipc':
        return { reader: new IPCMessageReader(process), writer: new IPCMessageWriter(process) };
      case '--pipe':
        return value === '' ? undefined : channelOf(createServerPipeTransport(value));
      case '--socket':
        return /^\d+$/.test(value) ? channelOf(createServerSocketTransport(+value)) : undefined;
    }
  }
  return undefined;
}

function channelOf([reader, writer]: [MessageReader, MessageWriter]): Channel {
  return { reader, writer };
}

function standardStreams(): Channel {
  // What is written to the console must not get between the messages.
  const { error } = console;
  Object.assign(console, { log: error, info: error, debug: error });
  return { reader: new StandardInput(), writer: new StreamMessageWriter(process.stdout) };
}

/** Closed where it ends: a file that is read to its end is never closed by itself. */
class StandardInput extends StreamMessageReader {
  constructor() {
    super(process.stdin);
    process.stdin.once('end', () => this.fireClose());
  }
}
