import type { Rule } from './rule.js';
import { workspaceIdOf } from './workspaceId.js';

const READ = 'LOCAL_STEPS';
const UNREAD = 'WORKSPACE_STEPS';

export const unreadTableName: Rule = {
  code: 'unread-table-name',
  check({ file, view, report }) {
    if (file.role.kind !== 'workspace-registry') return;
    const { tables, aliases } = file.facts;
    const isBound =
      tables.some(({ name }) => name === READ) || aliases.some(({ name }) => name === READ);
    const table = tables.find(({ name }) => name === UNREAD);
    if (table === undefined || isBound) return;
    report({
      span: table.nameSpan,
      name: workspaceIdOf(file, view),
      message: `Released versions of cursus read ${READ} only: the steps in ${UNREAD} are not loaded. Rename the table, or add the line '${READ} = ${UNREAD}' behind it.`,
      data: { name: UNREAD, replacement: READ },
    });
  },
};
