import type { Settings } from '../../shared/settings.js';
import type { ProjectConfig } from '../service/project/project.js';
import type { BuiltinCore } from '../service/project/projectIndex.js';
import type { Judge } from '../service/rules/rule.js';
import type { Reader } from '../service/sources/read.js';
import type { Buffers } from './buffers.js';
import type { Clock, Delays } from './clock.js';
import type { Disk } from './disk.js';
import type { FindingsSink } from './publisher.js';
import type { Uris } from './uris.js';

/** What reads and judges files. */
export interface Engine {
  readonly read: Reader;
  readonly judge: Judge;
  readonly builtin: BuiltinCore;
}

/** What the projects of one session share. */
export interface Surroundings {
  readonly disk: Disk;
  readonly clock: Clock;
  readonly delays: Delays;
  readonly uris: Uris;
  readonly buffers: Buffers;
  readonly sink: FindingsSink;
  readonly engine: Engine;
  settings(): Settings;
  /** What the command line says in place of the project file. */
  readonly given?: Pick<ProjectConfig, 'core'> & Partial<Pick<ProjectConfig, 'workspaces'>>;
  /** A defect of the server itself: it is written down, and work goes on without the file. */
  defect(doing: string, error: unknown): void;
}
