import { RULE_CODES, RULES, type RuleCode } from '../../shared/rules.js';
import { nearestNames } from '../service/registry/names/nearest.js';
import { ruleDocumentation } from '../service/rules/documentation.js';
import { didYouMean } from '../service/rules/suggest.js';
import { type Command, type Invocation, UsageError } from './command.js';
import { table } from './table.js';

export const explain: Command = {
  name: 'explain',
  parameters: '[CODE]',
  summary: 'say what a finding means, why it hurts at run time, and how to repair or silence it',
  arity: [0, 1],
  options: {},
  optionHelp: {},
  formats: ['text'],
  async run({ io, positionals }: Invocation) {
    const [code] = positionals;
    if (code === undefined) {
      io.out(
        table(
          ['CODE', 'SEVERITY', 'WHAT'],
          RULE_CODES.map(one => [one, RULES[one].severity, RULES[one].title]),
        ),
      );
      return 0;
    }
    if (!Object.hasOwn(RULES, code)) {
      throw new UsageError(
        `no rule '${code}'.${didYouMean(nearestNames(code, RULE_CODES, 1))} cursus-registry explain lists all.`,
      );
    }
    io.out(`${ruleDocumentation(code as RuleCode)}\n`);
    return 0;
  },
};
