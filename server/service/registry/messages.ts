import { nearestFirst } from './names/nearest.js';

/** How many names an error message lists before it only counts. */
const LISTED = 20;

/** The text of an error: up to 20 of the names, nearest to the wanted one first, and how many more there are. */
export function listNearest(wanted: string, names: Iterable<string>): string {
  const { nearest, total } = nearestFirst(wanted, names, LISTED);
  const more = total - nearest.length;
  return nearest.join(', ') + (more > 0 ? ` (and ${more} more)` : '');
}

/** The first 20 of some texts, and how many more there are. */
export function listSome(texts: readonly string[]): string {
  const more = texts.length - LISTED;
  return texts.slice(0, LISTED).join(', ') + (more > 0 ? ` (and ${more} more)` : '');
}

/**
 * @param workspaceContext the workspace in which the name was looked for
 * @param availableSteps listed nearest first, at most 20 and a count; the missing name itself is left out
 */
export function formatStepNotFoundError(
  stepName: string,
  workspaceContext?: string | null,
  availableSteps: Iterable<string> = [],
): string {
  const context = workspaceContext ? ` (workspace: ${workspaceContext})` : ' (core registry)';
  const listed = listNearest(stepName, availableSteps);
  const available = listed === '' ? '' : `. Available steps: ${listed}`;
  return `Step '${stepName}' not found${context}${available}`;
}

export function formatRegistryLoadError(registryPath: string, errorDetails: string): string {
  return `Failed to load registry from '${registryPath}': ${errorDetails}`;
}

export function formatValidationError(
  componentName: string,
  validationIssues: readonly string[],
): string {
  const issues = validationIssues.map((issue, index) => `\n  ${index + 1}. ${issue}`);
  return `Registry '${componentName}' validation failed:${issues.join('')}`;
}

export function formatWorkspaceNotFoundError(
  workspaceId: string,
  availableWorkspaces: Iterable<string> = [],
): string {
  const listed = listNearest(workspaceId, availableWorkspaces);
  const available = listed === '' ? '' : `. Available workspaces: ${listed}`;
  return `Workspace '${workspaceId}' not found${available}`;
}

/** The text of the runtime's accessors (`get_config_class_name` and its like) for a name that is no step. */
export function formatUnknownStepError(stepName: string, availableSteps: Iterable<string>): string {
  return `Unknown step name: ${stepName}. Available steps: ${listNearest(stepName, availableSteps)}`;
}
