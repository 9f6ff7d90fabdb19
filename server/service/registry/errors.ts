/** Base of all errors of the registry library. Only functions whose documentation says so throw. */
export class RegistryError extends Error {
  override name = 'RegistryError';
}

/** A registry file cannot be read. */
export class RegistryLoadError extends RegistryError {
  override name = 'RegistryLoadError';
}

/** A value, an entry or a name does not satisfy the registry's rules. */
export class RegistryValidationError extends RegistryError {
  override name = 'RegistryValidationError';
}

/** Two definitions clash and nothing says which one counts. */
export class RegistryConflictError extends RegistryError {
  override name = 'RegistryConflictError';
}

/** About one workspace's registry: it is not there, or cannot be added. */
export class WorkspaceRegistryError extends RegistryError {
  override name = 'WorkspaceRegistryError';
}
