import type {
  DataCallback,
  Disposable,
  Message,
  MessageReader,
  MessageWriter,
  RequestMessage,
  ResponseMessage,
} from 'vscode-jsonrpc';
import type { InitializeParams } from 'vscode-languageserver-protocol';
import { VERSION } from './commands/version.js';
import { greetingFor } from './host/capabilities.js';

/** What a client sends while nobody serves it yet is kept, in order. */
export class KeptMessages implements MessageReader {
  readonly #reader: MessageReader;
  readonly #kept: Message[] = [];
  #callback: DataCallback | undefined;
  #isShutDown = false;

  /** @param began is called once, with the first message of all */
  constructor(reader: MessageReader, began: (first: Message) => void) {
    this.#reader = reader;
    reader.listen(message => {
      this.#isShutDown ||= (message as Partial<RequestMessage>).method === 'shutdown';
      if (this.#callback !== undefined) this.#callback(message);
      else if (this.#kept.push(message) === 1) began(message);
    });
  }

  /** The client has asked the server to shut down. */
  get isShutDown(): boolean {
    return this.#isShutDown;
  }

  get onError(): MessageReader['onError'] {
    return this.#reader.onError;
  }

  get onClose(): MessageReader['onClose'] {
    return this.#reader.onClose;
  }

  get onPartialMessage(): MessageReader['onPartialMessage'] {
    return this.#reader.onPartialMessage;
  }

  /** Everything from the first message on. */
  listen(callback: DataCallback): Disposable {
    this.#callback = callback;
    for (const message of this.#kept.splice(0)) callback(message);
    return { dispose: () => this.dispose() };
  }

  dispose(): void {
    this.#reader.dispose();
  }
}

/** A writer that leaves out one answer: the client has it. */
export class AnsweredWriter implements MessageWriter {
  readonly #writer: MessageWriter;
  #answered: ResponseMessage['id'] | undefined;

  /** @param answered the id of the request */
  constructor(writer: MessageWriter, answered: ResponseMessage['id']) {
    this.#writer = writer;
    this.#answered = answered;
  }

  get onError(): MessageWriter['onError'] {
    return this.#writer.onError;
  }

  get onClose(): MessageWriter['onClose'] {
    return this.#writer.onClose;
  }

  write(message: Message): Promise<void> {
    const { id, method } = message as Partial<RequestMessage>;
    if (method !== undefined || id === undefined || id !== this.#answered) {
      return this.#writer.write(message);
    }
    this.#answered = undefined;
    return Promise.resolve();
  }

  end(): void {
    this.#writer.end();
  }

  dispose(): void {
    this.#writer.dispose();
  }
}

/**
 * Answers `initialize` before anything that serves is loaded; whoever serves later is asked again, and says the same.
 * @returns the writer for the rest of the session
 */
export async function greet(first: Message, writer: MessageWriter): Promise<MessageWriter> {
  const { id, method, params } = first as Partial<RequestMessage>;
  const capabilities = (params as Partial<InitializeParams> | undefined)?.capabilities;
  // What is no proper greeting is left to those who know all that can be wrong with it.
  if (method !== 'initialize' || id === undefined || !capabilities) return writer;
  const answer: ResponseMessage = {
    jsonrpc: first.jsonrpc,
    id,
    result: greetingFor(capabilities, VERSION),
  };
  await writer.write(answer);
  return new AnsweredWriter(writer, id);
}
