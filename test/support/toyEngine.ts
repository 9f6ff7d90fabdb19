import type { ServerParts } from '../../server/host/serverHost.js';
import type { IndexedFile } from '../../server/service/project/project.js';
import type { Finding } from '../../server/service/rules/finding.js';
import type { Judge } from '../../server/service/rules/rule.js';
import {
  type ClassFact,
  NO_FACTS,
  type SourceProblem,
  type Use,
} from '../../server/service/sources/facts.js';
import type { Reader } from '../../server/service/sources/read.js';
import { LineIndex } from '../../server/service/text/span.js';

/**
 * An engine that is as small as the tests of the host need it, so that they test the host alone. A file is lines of
 * `class NAME`, `use NAME`, `import MODULE` and `bad`; a module's lines count in the file that imports it.
 */
const read: Reader = ({ text, modules }) => {
  const classes: ClassFact[] = [];
  const uses: Use[] = [];
  const problems: SourceProblem[] = [];
  const moduleRequests: string[] = [];
  const take = (source: string, isOwn: boolean): void => {
    for (const match of source.matchAll(/^(class|use|import|bad) ?(\S*)$/gm)) {
      const [, word, name = ''] = match;
      const at = match.index + word!.length + 1;
      const span = isOwn ? { start: at, end: at + name.length } : { start: 0, end: 0 };
      if (word === 'class') classes.push({ name, nameSpan: span, span, bases: [], decorators: [] });
      if (word === 'use') uses.push({ name, span, context: 'accessor', plain: true });
      if (word === 'bad') {
        problems.push({
          kind: 'syntax',
          message: 'bad line',
          span: { start: match.index, end: at },
        });
      }
      if (word === 'import' && !moduleRequests.includes(name)) {
        moduleRequests.push(name);
        take(modules?.text(name) ?? '', false);
      }
    }
  };
  take(text, true);
  return { ...NO_FACTS, lines: new LineIndex(text), classes, uses, problems, moduleRequests };
};

/** A use of a class that nobody has is unknown, unless knowledge is incomplete; a class that another file has is a duplicate. */
const judge: Judge = (file, view, options) => {
  const findings: Finding[] = [];
  const report = (finding: Omit<Finding, 'severity' | 'related'> & Partial<Finding>): void => {
    if (options.severities?.[finding.code] === 'off') return;
    if (view.config().severities[finding.code] === 'off') return;
    const { typingAt } = options;
    if (typingAt && typingAt.start <= finding.span.end && finding.span.start <= typingAt.end) {
      return;
    }
    findings.push({ severity: 'warning', related: [], ...finding });
  };
  for (const { kind, message, span } of file.facts.problems) {
    if (options.withholdSyntax === true && kind === 'syntax') continue;
    const code = file.role.kind === 'project-file' ? 'invalid-project-file' : 'unreadable-registry';
    report({ code, span, name: file.path, message });
  }
  for (const { name, span } of file.facts.uses) {
    const isKnown = view.classes(name).length > 0 || !view.knowledge().complete;
    if (!isKnown) report({ code: 'unknown-builder', span, name, message: `no class ${name}` });
  }
  for (const { name, nameSpan } of file.facts.classes) {
    const others = view.classes(name).filter(other => other.file.uri !== file.uri);
    if (others.length === 0) continue;
    const related = others.map(other => ({
      file: other.file,
      span: other.class.nameSpan,
      message: 'the other one',
    }));
    report({ code: 'duplicate-step', span: nameSpan, name, message: `${name} twice`, related });
  }
  return findings;
};

const EMPTY: IndexedFile = {
  uri: 'builtin:core',
  path: 'built-in core',
  role: { kind: 'core-python', rank: 0, root: '' },
  facts: { ...NO_FACTS, lines: new LineIndex('') },
  external: true,
};

export const TOY_SERVER: ServerParts = {
  version: '0.0.0',
  engine: { read, judge, builtin: { file: EMPTY, description: 'the toy core' } },
};
