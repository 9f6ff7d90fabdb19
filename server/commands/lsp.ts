import { type Command, type Invocation, UsageError } from './command.js';

export const lsp: Command = {
  name: 'lsp',
  parameters: '',
  summary: 'be a language server for an editor: cursus-registry lsp --stdio',
  arity: [0, 0],
  // The server reads its channel from the command line itself; the client adds its process id to some.
  options: {
    stdio: { type: 'boolean' },
    'node-ipc': { type: 'boolean' },
    pipe: { type: 'string' },
    socket: { type: 'string' },
    clientProcessId: { type: 'string' },
  },
  optionHelp: {
    stdio: 'talk over standard input and output',
    'node-ipc': 'talk over the channel of a Node parent process',
    pipe: 'NAME: talk over a named pipe',
    socket: 'PORT: talk over a socket',
    clientProcessId: 'PID: end when this process ends',
  },
  formats: ['text'],
  async run({ values }: Invocation) {
    if (!['stdio', 'node-ipc', 'pipe', 'socket'].some(name => values[name] !== undefined)) {
      throw new UsageError('lsp needs a channel, usually --stdio');
    }
    await import('../main.js');
    // The connection ends the process when the client goes.
    return new Promise<never>(() => {});
  },
};
