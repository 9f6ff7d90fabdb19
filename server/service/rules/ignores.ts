import { RULE_CODES, RULES, type RuleCode } from '../../../shared/rules.js';
import type { IndexedFile } from '../project/project.js';
import type { IgnoreComment } from '../sources/facts.js';
import type { Finding } from './finding.js';
import { didYouMean, nearWords } from './suggest.js';

const CODES: ReadonlySet<string> = new Set(RULE_CODES);
const CODE: RuleCode = 'unused-ignore';

/** The ignore comments of one file, and what they silence. */
export class Ignores {
  readonly #file: IndexedFile;
  readonly #byLine = new Map<number, IgnoreComment[]>();
  readonly #used = new Map<IgnoreComment, Set<string>>();

  constructor(file: IndexedFile) {
    this.#file = file;
    for (const ignore of file.facts.ignores) {
      this.#used.set(ignore, new Set());
      for (const line of ignore.lines) {
        const there = this.#byLine.get(line);
        if (there === undefined) this.#byLine.set(line, [ignore]);
        else there.push(ignore);
      }
    }
  }

  /** Whether a comment silences the finding. From then on the comment counts as used, whatever else hides the finding. */
  silences(finding: Finding): boolean {
    if (this.#byLine.size === 0) return false;
    const line = this.#file.facts.lines.lineOf(finding.span.start);
    let silenced = false;
    for (const ignore of this.#byLine.get(line) ?? []) {
      const isMeant =
        ignore.codes.length === 0 || ignore.codes.some(({ code }) => code === finding.code);
      if (!isMeant) continue;
      this.#used.get(ignore)!.add(finding.code);
      silenced = true;
    }
    return silenced;
  }

  /**
   * What silenced nothing, as findings.
   * @param isWithheld whether a rule cannot say anything now, so that its comment may be of use later
   */
  unused(isWithheld: (code: RuleCode) => boolean): Finding[] {
    // In damaged text entries are silent, and so every comment would look useless.
    if (this.#file.facts.problems.some(({ kind }) => kind !== 'build')) return [];
    const found: Finding[] = [];
    for (const [ignore, used] of this.#used) {
      if (ignore.codes.length === 0) {
        if (used.size === 0 && !RULE_CODES.some(isWithheld)) {
          found.push(finding(ignore.span, 'This comment silences nothing.'));
        }
        continue;
      }
      const unused = ignore.codes.filter(
        ({ code }) => !used.has(code) && code !== CODE && !(isRule(code) && isWithheld(code)),
      );
      const isWhole = unused.length === ignore.codes.length;
      for (const { code, span } of unused) {
        found.push(
          finding(isWhole && unused.length === 1 ? ignore.span : span, messageAbout(code), code),
        );
      }
    }
    return found;
  }
}

function isRule(code: string): code is RuleCode {
  return CODES.has(code);
}

function messageAbout(code: string): string {
  if (isRule(code)) return `'${code}' finds nothing here: there is nothing to silence.`;
  return `'${code}' is no rule.${didYouMean(nearWords(CODES, code)?.names ?? [])}`;
}

function finding(span: Finding['span'], message: string, name = 'ignore'): Finding {
  return {
    code: CODE,
    severity: RULES[CODE].severity,
    span,
    name,
    message,
    related: [],
  };
}
