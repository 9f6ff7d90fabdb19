import type { Hover } from 'vscode-languageserver-types';
import { FIELDS } from '../completion/fieldTable.js';
import { valueText } from '../completion/values.js';
import type { FeatureContext, OpenText } from '../context.js';
import { stepOf } from '../steps.js';
import { type Subject, subjectAt } from '../subject.js';
import { writtenStep } from '../writtenStep.js';
import { classText } from './classText.js';
import { markup, proseFor } from './prose.js';
import { stepText } from './stepText.js';

/** What stands at an offset: how a step resolves, where a class is, what a field or value means. */
export function hover(open: OpenText, offset: number, context: FeatureContext): Hover | undefined {
  const subject = subjectAt(open, offset);
  if (subject === undefined) return undefined;
  const contents = markup(textOf(open, subject, context), context.client);
  return contents && { contents, range: open.lines.range(subject.span) };
}

function textOf(open: OpenText, subject: Subject, context: FeatureContext): string[] {
  const { view, client } = context;
  const step = stepOf(view, subject);
  if (step !== undefined) {
    const [heading = '', ...rest] = stepText(step, context);
    return [heading, ...spelling(subject, context), ...rest];
  }
  switch (subject.kind) {
    case 'class':
      return classText(open, subject.text, subject.of, context);
    case 'field':
      return sentence(
        FIELDS[subject.owner].find(field => field.name === subject.text)?.about,
        client,
      );
    case 'value':
      return sentence(valueText(view, subject.field, subject.text), client);
    default:
      return [];
  }
}

/** Said of a name that is written otherwise than the step is called. */
function spelling(subject: Subject, { view, client }: FeatureContext): string[] {
  const written = writtenStep(view, subject.text);
  if (subject.kind === 'declaration' || written === undefined) return [];
  const { name, base, suffix } = written;
  const prose = proseFor(client);
  return [
    ...(base === name ? [] : [`${prose.code(base)} is a legacy alias of ${prose.code(name)}.`]),
    ...(suffix === '' ? [] : [`Here with job type ${prose.code(suffix.slice(1))}.`]),
  ];
}

function sentence(
  text: string | undefined,
  { markdown }: { readonly markdown: boolean },
): string[] {
  if (text === undefined) return [];
  return [markdown ? text : text.replaceAll('`', '')];
}
