import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { pictureOf } from '../service/page/model.js';
import { registryPage } from '../service/page/page.js';
import { registryReference } from '../service/page/reference.js';
import { encodePath } from '../service/text/percent.js';
import { type Command, type Invocation, textOption, UsageError } from './command.js';
import { mainProject, reportPath } from './openedRoot.js';

export const docs: Command = {
  name: 'docs',
  parameters: '',
  summary: 'write a browsable reference of the registry: one HTML page and one Markdown file',
  arity: [0, 0],
  options: { output: { type: 'string', short: 'o' } },
  optionHelp: { output: 'DIR: where registry.html and registry.md go (default: registry-docs)' },
  formats: ['text'],
  async run(invocation: Invocation) {
    const { io, values } = invocation;
    const opened = await invocation.open();
    const project = mainProject(opened);
    const folder = resolve(io.cwd, textOption(values, 'output') ?? 'registry-docs');
    const picture = pictureOf(project.view, basename(opened.root));
    const page = registryPage(picture, {
      // One fixed word will do: everything that comes from files is escaped.
      nonce: 'registry',
      link: ({ file, declaration }) => {
        if (file.external === true) return undefined;
        const path = relative(folder, resolve(opened.root, reportPath(project, file)));
        const line = file.facts.lines.positionAt(declaration.nameSpan.start).line + 1;
        return { href: `${encodePath(path.split(sep).join('/'))}#L${line}` };
      },
    });
    for (const [name, text] of [
      ['registry.html', page],
      ['registry.md', registryReference(picture)],
    ] as const) {
      const file = resolve(folder, name);
      try {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
      } catch (error) {
        throw new UsageError(`cannot write ${file}: ${(error as Error).message}`);
      }
      io.out(`wrote ${relative(io.cwd, file) || file}\n`);
    }
    return 0;
  },
};
