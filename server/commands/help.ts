import type { Command } from './command.js';

const COMMON_HELP: readonly (readonly [string, string])[] = [
  ['--root DIR', 'the folder to read (default: the current one); nothing above it is read'],
  ['--core PATH', 'the core registry: an interfaces folder, a YAML table or a Python table'],
  [
    '--workspaces-root DIR',
    'a folder whose sub-folders are developer workspaces; may be given several times',
  ],
  ['--format FORMAT', 'how the answer is written'],
  ['--no-color', 'plain text on a terminal too (also: NO_COLOR)'],
  ['--help, -h', 'this text'],
];

function aligned(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
}

/** `cursus-registry --help`. */
export function generalHelp(commands: readonly Command[]): string {
  return [
    'cursus-registry: the unified step registry of cursus, without running any Python\n',
    '\nUsage: cursus-registry COMMAND [OPTIONS]\n\nCommands:\n',
    aligned(
      commands.map(command => [`${command.name} ${command.parameters}`.trim(), command.summary]),
    ),
    '\nOptions of every command:\n',
    aligned(COMMON_HELP),
    '\ncursus-registry COMMAND --help tells more. Exit code: 0 clean, 1 findings, 2 usage or I/O error.\n',
  ].join('');
}

/** `cursus-registry COMMAND --help`. */
export function commandHelp(command: Command): string {
  const own = Object.entries(command.options).map(([name, option]): readonly [string, string] => {
    const short = option.short === undefined ? '' : `, -${option.short}`;
    const [value, text] = splitHelp(command.optionHelp[name] ?? '', option.type === 'string');
    return [`--${name}${value}${short}`, text];
  });
  const formats: readonly (readonly [string, string])[] =
    command.formats.length > 1
      ? [['--format FORMAT', `${command.formats.join(', ')} (default: ${command.formats[0]})`]]
      : [];
  const common = COMMON_HELP.filter(([option]) => !option.startsWith('--format'));
  return [
    `cursus-registry ${command.name}: ${command.summary}\n`,
    `\nUsage: cursus-registry ${`${command.name} ${command.parameters}`.trim()} [OPTIONS]\n\nOptions:\n`,
    aligned([...own, ...formats, ...common]),
  ].join('');
}

/** `FILE: what it is` names the option's value before the colon. */
function splitHelp(help: string, takesValue: boolean): readonly [string, string] {
  const named = /^([A-Z]+): (.*)$/s.exec(help);
  if (!takesValue) return ['', help];
  return named === null ? [' VALUE', help] : [` ${named[1]}`, named[2]!];
}
