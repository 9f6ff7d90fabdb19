import type { NodeKind, StepState, TreeNode } from '../../shared/view.js';

/** A codicon and, where the state must be seen at a glance, a theme colour beside the shape. */
export interface RowIcon {
  readonly codicon: string;
  readonly color?: string;
}

/** Each state has a shape of its own: colour only repeats it. */
const STATE_ICONS: Readonly<Record<StepState, RowIcon>> = {
  core: { codicon: 'layers' },
  local: { codicon: 'symbol-interface', color: 'charts.blue' },
  override: { codicon: 'replace', color: 'charts.purple' },
  overridden: { codicon: 'git-compare', color: 'charts.purple' },
  shadowed: { codicon: 'eye-closed', color: 'charts.orange' },
  conflict: { codicon: 'warning', color: 'list.warningForeground' },
  invalid: { codicon: 'error', color: 'list.errorForeground' },
};

const KIND_ICONS: Readonly<Partial<Record<NodeKind, RowIcon>>> = {
  project: { codicon: 'repo' },
  'active-workspace': { codicon: 'account' },
  workspace: { codicon: 'person' },
  group: { codicon: 'symbol-namespace' },
  resolution: { codicon: 'arrow-right' },
  candidate: { codicon: 'circle-small' },
  field: { codicon: 'symbol-field' },
  class: { codicon: 'symbol-class' },
  message: { codicon: 'info' },
};

/** The icon of a row: its own, else that of its state, else that of its kind; sections have none. */
export function rowIcon(node: TreeNode): RowIcon | undefined {
  const fallback = node.state ? STATE_ICONS[node.state] : KIND_ICONS[node.kind];
  return node.icon ? { ...fallback, codicon: node.icon } : fallback;
}
