import { Method, type ProjectStatus, type ServerStatus } from '../../shared/protocol.js';
import type { Clock } from './clock.js';

/** A progress bar of the client. */
export interface WorkProgress {
  begin(title: string): void;
  done(): void;
}

interface StatusPort {
  notify(method: string, params: unknown): void;
  progress(): Promise<WorkProgress>;
}

/** Reading that takes longer than this has a progress bar. */
const PROGRESS_AFTER_MS = 1000;

/** Tells the client how the server is doing: when something has changed, and only then. */
export class StatusReporter {
  readonly #clock: Clock;
  readonly #port: StatusPort;
  readonly #showsProgress: boolean;
  readonly #read: () => ServerStatus;
  #sent = '';
  #cancelProgress: (() => void) | undefined;
  #progress: Promise<WorkProgress | undefined> | undefined;

  constructor(clock: Clock, port: StatusPort, showsProgress: boolean, read: () => ServerStatus) {
    this.#clock = clock;
    this.#port = port;
    this.#showsProgress = showsProgress;
    this.#read = read;
  }

  changed(): void {
    const status = this.#read();
    const text = JSON.stringify(status);
    if (text === this.#sent) return;
    this.#sent = text;
    this.#port.notify(Method.status, status);
    if (status.state === 'ready') this.#endProgress();
    else this.#planProgress();
  }

  stop(): void {
    this.#endProgress();
  }

  /** For people, in Markdown. */
  describe(): string {
    const { state, projects, messages } = this.#read();
    const lines = [`# Cursus step registry: ${state}`, '', ...messages.map(text => `- ${text}`)];
    if (projects.length === 0) lines.push('No folder is open, or none that is read.');
    for (const project of projects) lines.push('', ...describeProject(project));
    return `${lines.join('\n')}\n`;
  }

  #planProgress(): void {
    if (!this.#showsProgress || this.#cancelProgress !== undefined) return;
    this.#cancelProgress = this.#clock.after(PROGRESS_AFTER_MS, () => {
      this.#progress = this.#port.progress().then(
        progress => {
          progress.begin('Cursus: reading the step registry');
          return progress;
        },
        () => undefined,
      );
    });
  }

  #endProgress(): void {
    this.#cancelProgress?.();
    this.#cancelProgress = undefined;
    void this.#progress?.then(progress => progress?.done());
    this.#progress = undefined;
  }
}

function describeProject(project: ProjectStatus): string[] {
  const { root, core, coreSteps, workspaces, files, incomplete, milliseconds } = project;
  return [
    `## ${root}`,
    '',
    `- Core: ${core}, ${coreSteps} steps`,
    `- Workspaces: ${workspaces}`,
    `- Files read: ${files}, the first time in ${milliseconds} ms`,
    ...(incomplete.length === 0
      ? ['- Knowledge is complete.']
      : ['- Nothing is called unknown, because:', ...incomplete.map(reason => `  - ${reason}`)]),
  ];
}
