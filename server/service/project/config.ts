import type { ProjectConfig } from './project.js';

/** The project without a project file. */
export const DEFAULT_CONFIG: ProjectConfig = {
  severities: {},
  ignorePaths: [],
  ignoreNames: [],
  exclude: [],
  workspaces: [],
  choices: {},
};
