import type { DocumentSelector } from 'vscode';

const SCHEMES = ['file', 'vscode-remote', 'untitled', 'vscode-notebook-cell'];

/** The documents that the server is told about; the list is plain data, so that it serves both APIs. */
export const REGISTRY_DOCUMENTS = [
  ...SCHEMES.map(scheme => ({ scheme, language: 'python' })),
  ...SCHEMES.slice(0, 3).flatMap(scheme => [
    { scheme, language: 'yaml' },
    { scheme, language: 'json', pattern: '**/{*.dag,*config*,*exec*doc*}.json' },
  ]),
] satisfies DocumentSelector;

/** Schemes of documents that people edit; `git:`, `output:` and their like show copies. */
export function isEditedScheme(scheme: string): boolean {
  return SCHEMES.includes(scheme);
}
