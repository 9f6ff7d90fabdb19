import { type ChildProcess, spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { type ProcessUse, useOf } from './processUse.js';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** When a message was received, in milliseconds of `performance.now()`. */
export interface Arrival {
  readonly at: number;
  readonly params: unknown;
}

interface Waiting {
  readonly method: string;
  readonly picks: (params: never) => boolean;
  readonly resolve: (arrival: Arrival) => void;
}

const PATIENCE_MS = 120_000;
const HEADER_END = '\r\n\r\n';

/** A language server in a process of its own, driven over stdio; any server will do. */
export class ServerProcess {
  readonly spawned = performance.now();
  /** Everything that the server has written so far. */
  bytesReceived = 0;
  readonly #process: ChildProcess;
  readonly #answers = new Map<number, (message: Message) => void>();
  #waiting: Waiting[] = [];
  #pending: Buffer = Buffer.alloc(0);
  #ids = 0;
  #death: string | undefined;

  constructor(command: readonly string[]) {
    const [program, ...args] = command;
    this.#process = spawn(program!, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    this.#process.on('error', error => {
      this.#death = error.message;
    });
    this.#process.on('exit', code => {
      this.#death = `the server ended with code ${code}`;
    });
    this.#process.stdin!.on('error', error => {
      this.#death = error.message;
    });
    this.#process.stdout!.on('data', (chunk: Buffer) => this.#received(chunk));
  }

  /**
   * Says hello for one folder, and that the client is ready. Resolves with the milliseconds from the spawn to the answer.
   * @param options its `initializationOptions`
   */
  async initialize(root: string, options?: unknown): Promise<number> {
    const uri = pathToFileURL(root).href;
    await this.request('initialize', {
      processId: process.pid,
      rootUri: uri,
      initializationOptions: options,
      workspaceFolders: [{ uri, name: 'bench' }],
      capabilities: {
        textDocument: {
          publishDiagnostics: { versionSupport: true, relatedInformation: true },
          completion: {
            completionItem: {
              snippetSupport: true,
              resolveSupport: { properties: ['documentation', 'detail'] },
            },
          },
        },
        workspace: {
          workspaceFolders: true,
          // As editors do; of a client that does not tell, the tree is read again after each of its own steps.
          didChangeWatchedFiles: { dynamicRegistration: true },
        },
      },
    });
    const milliseconds = performance.now() - this.spawned;
    this.notify('initialized', {});
    return milliseconds;
  }

  request(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#ids;
    return this.#patiently(method, (resolve, reject) => {
      this.#answers.set(id, ({ result, error }) =>
        error === undefined ? resolve(result) : reject(new Error(`${method}: ${error.message}`)),
      );
      this.#send({ id, method, params });
    });
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  /** The next notification of a kind; ask before sending what brings it about. */
  next<P>(method: string, picks: (params: P) => boolean = () => true): Promise<Arrival> {
    return this.#patiently(method, resolve => {
      this.#waiting.push({ method, picks, resolve });
    });
  }

  get pid(): number {
    return this.#process.pid!;
  }

  use(): ProcessUse | undefined {
    return useOf(this.pid);
  }

  /** Ends the process, politely. */
  async stop(): Promise<void> {
    const exited = new Promise(resolve => this.#process.once('exit', resolve));
    await this.request('shutdown', null);
    this.notify('exit', null);
    await exited;
  }

  #patiently<T>(
    what: string,
    start: (resolve: (value: T) => void, reject: (reason: Error) => void) => void,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`${what} did not come: ${this.#death ?? 'the server is silent'}`));
      }, PATIENCE_MS);
      const settle =
        <V>(done: (value: V) => void) =>
        (value: V) => {
          clearTimeout(timer);
          done(value);
        };
      start(settle(resolve), settle(reject));
    });
  }

  #send(message: Message): void {
    const content = JSON.stringify({ jsonrpc: '2.0', ...message });
    const length = Buffer.byteLength(content);
    this.#process.stdin!.write(`Content-Length: ${length}${HEADER_END}${content}`);
  }

  #received(chunk: Buffer): void {
    this.bytesReceived += chunk.length;
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    for (;;) {
      const header = this.#pending.indexOf(HEADER_END);
      if (header < 0) return;
      const length = Number(/\d+/.exec(this.#pending.toString('latin1', 0, header))?.[0]);
      const start = header + HEADER_END.length;
      if (this.#pending.length < start + length) return;
      const content = this.#pending.toString('utf8', start, start + length);
      this.#pending = this.#pending.subarray(start + length);
      this.#understand(JSON.parse(content) as Message);
    }
  }

  #understand(message: Message): void {
    const { id, method, params } = message;
    if (method === undefined) {
      this.#answers.get(id!)?.(message);
      this.#answers.delete(id!);
      return;
    }
    // Requests of the server (registrations, progress) are granted.
    if (id !== undefined) this.#process.stdin!.write(granted(id));
    const at = performance.now();
    this.#waiting = this.#waiting.filter(waiting => {
      if (waiting.method !== method || !waiting.picks(params as never)) return true;
      waiting.resolve({ at, params });
      return false;
    });
  }
}

function granted(id: number): string {
  const content = JSON.stringify({ jsonrpc: '2.0', id, result: null });
  return `Content-Length: ${Buffer.byteLength(content)}${HEADER_END}${content}`;
}
