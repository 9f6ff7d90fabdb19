/** What a file is to the registry, told by its path alone (service/project/layout.ts). */
export type FileRole =
  /** `<root>/src/cursus_dev/registry/workspace_registry.py`; `directory` is the name above `src`, `root` its path. */
  | { readonly kind: 'workspace-registry'; readonly directory: string; readonly root: string }
  /** A Python core table; lower ranks win: step_names_original.py 0, step_names_base.py 1, step_names.py 2. */
  | { readonly kind: 'core-python'; readonly rank: number; readonly root: string }
  /** `registry/interface_registry_loader.py`: its `_EXTRAS`. */
  | { readonly kind: 'core-extras'; readonly root: string }
  | { readonly kind: 'core-yaml'; readonly root: string }
  /** `root` is the folder above `steps/interfaces` (core) or above `step_pack` (pack). */
  | { readonly kind: 'interface'; readonly pack: boolean; readonly root: string }
  /** Any other Python file: classes and uses. */
  | { readonly kind: 'python' }
  | { readonly kind: 'notebook' }
  | { readonly kind: 'dag' }
  | { readonly kind: 'config-json' }
  | { readonly kind: 'project-file' };

export type FileKind = FileRole['kind'];
