import type { FeatureContext, OpenText } from '../context.js';
import { proseFor } from './prose.js';

/** How many classes of one name are listed. */
const LISTED = 5;

/** Where a builder or config class is, or why there is none. */
export function classText(
  open: OpenText,
  name: string,
  of: 'builder' | 'config',
  { view, client, places }: FeatureContext,
): string[] {
  const prose = proseFor(client);
  const title = `${prose.strong(name)}: ${of} class`;
  const own = open.file && view.workspaceOf(open.file)?.id;
  const found = view.classes(name).map(({ file, class: fact }) => {
    const at = places.location(file, fact.nameSpan);
    const label = `${file.path}:${file.facts.lines.lineOf(fact.nameSpan.start) + 1}`;
    const workspace = view.workspaceOf(file)?.id;
    const where = at
      ? prose.link(label, `${at.uri}#L${at.range.start.line + 1}`)
      : prose.code(label);
    const owner =
      workspace === undefined || workspace === own ? '' : `, workspace ${prose.code(workspace)}`;
    const bases = fact.bases.length === 0 ? '' : ` (${fact.bases.map(prose.code).join(', ')})`;
    return prose.item(`${where}${bases}${owner}`);
  });
  if (found.length > 0) {
    const more = found.length > LISTED ? [prose.item(`and ${found.length - LISTED} more`)] : [];
    return [title, [...found.slice(0, LISTED), ...more].join('\n')];
  }
  if (view.isSynthesisedBuilder(name)) {
    return [title, 'No class has this name: the runtime makes it from the interface of the step.'];
  }
  const [bound] = view.aliases(name);
  if (bound !== undefined)
    return [title, `Bound by an assignment or import in ${prose.code(bound.path)}`];
  return [
    title,
    view.knowledge().complete ? 'No class of this name is known.' : 'Not found so far.',
  ];
}
