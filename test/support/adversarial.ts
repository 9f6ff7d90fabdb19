/** Texts that make careless readers hang or overflow, each about `size` characters long. */
export const ADVERSARIAL: readonly (readonly [name: string, make: (size: number) => string])[] = [
  ['double quotes', size => '"'.repeat(size)],
  ['single quotes', size => "'".repeat(size)],
  ['quotes of both kinds', size => fill('"\'', size)],
  ['an unclosed triple quote per line', size => fill('x = """abc\n', size)],
  ['both triple quotes by turns', size => fill(`"""\n'''\n`, size)],
  ['a half string per line', size => fill('x = "abc\n', size)],
  ['strings that run into words', size => fill('"""a"""b\n', size)],
  [
    'docstrings full of code, one too many',
    size => `"""\n${fill('"""a\nx = 1\n"""\ndef f():\n', size)}`,
  ],
  ['backslashes', size => '\\'.repeat(size)],
  ['a string of backslashes', size => `"${'\\'.repeat(size)}`],
  ['continued lines', size => fill('x \\\n', size)],
  ['triple quotes with escapes', size => `"""${fill('\\"""', size)}`],
  ['unclosed f-strings on one line', size => fill('f"{', size)],
  ['unclosed f-strings, one per line', size => fill('f"{\n', size)],
  ['nested f-strings', size => nest('f"{', '}"', size)],
  ['nested f-strings, all quotes by turns', size => nest(`f"{f'{f"""{`, `}"""}'}"`, size)],
  ['f-strings with triple quotes, unclosed', size => fill('f"""{"""', size)],
  ['nested format specifications', size => `f"{x:${nest('{y:', '}', size)}}"`],
  ['character names without end', size => `f"${fill('\\N{', size)}`],
  ['open round brackets', size => '('.repeat(size)],
  ['closing brackets', size => fill(')]}', size)],
  ['nested brackets', size => nest('[', ']', size)],
  ['nested brackets that do not fit', size => '['.repeat(size / 2) + ')'.repeat(size / 2)],
  [
    'nested brackets that do not fit, one per line',
    size => fill('[\n', size / 2) + fill(')\n', size / 2),
  ],
  ['brackets, each indented further', size => staircase('(', Math.sqrt(size * 2))],
  ['dicts, each indented further', size => staircase('"a": {', Math.sqrt(size * 2))],
  [
    'an unclosed dict',
    size => `x = {\n${fill('    "name": {\n        "field": "value",\n    },\n', size)}`,
  ],
  [
    'entries that are all unclosed',
    size => `x = {\n${fill('    "name": {\n        "field": "value",\n', size)}`,
  ],
  [
    'entries that all lost their brace',
    size => `x = {\n${fill('    "name":\n        "field": "value",\n    },\n', size)}`,
  ],
  [
    'entries that all lost their name',
    size => `x = {\n${fill('        "field": "value",\n    },\n', size)}`,
  ],
  ['fields without commas', size => `x = {\n${fill('    "name": 1\n', size)}`],
  [
    'indented further, never a closer',
    size => `x = {\n${fill('    "a": 1,\n        "b": 1,\n', size)}`,
  ],
  ['a closing bracket that goes on, per line', size => `x = {\n${fill('    "a": 1},\n', size)}`],
  ['entries below a table that ended', size => `x =\n${fill('  "a": 1,\n}\n', size)}`],
  ['tables without an opening brace', size => fill('x =\n    "a": 1,\n', size)],
  ['commas', size => ','.repeat(size)],
  ['commas in brackets', size => `(${','.repeat(size)}`],
  ['colons', size => ':'.repeat(size)],
  ['colons in a dict', size => `{${':'.repeat(size)}`],
  ['equals signs', size => fill('= ', size)],
  ['names', size => fill('a ', size)],
  ['one name', size => 'a'.repeat(size)],
  ['one name outside ASCII', size => 'é'.repeat(size)],
  ['characters that are none of Python', size => fill('é€', size)],
  ['errors and commas in brackets', size => `(${fill('$,', size)}`],
  ['digits', size => '1'.repeat(size)],
  ['digits and letters by turns', size => fill('1e1_', size)],
  ['dots', size => '.'.repeat(size)],
  ['empty lines', size => '\n'.repeat(size)],
  ['empty lines in brackets', size => `(${'\n'.repeat(size)}`],
  ['blanks', size => ' '.repeat(size)],
  ['lines of blanks in brackets', size => `(${fill('   \n', size)}`],
  ['comment lines', size => fill('# x\n', size)],
  ['comment lines in brackets', size => `(${fill('# x\n', size)}`],
  [
    'comment lines in brackets, then brackets',
    size => `${'('.repeat(1000)}\n${fill('# x\n', size)}`,
  ],
  ['a closing bracket before each comment line', size => fill(')# x\n', size)],
  ['carriage returns', size => '\r'.repeat(size)],
  ['form feeds', size => '\f'.repeat(size)],
  ['tabs', size => '\t'.repeat(size)],
  ['conflict markers', size => fill('<<<<<<< HEAD\n', size)],
  ['conflict markers in brackets', size => `(\n${fill('=======\n', size)}`],
  ['deep blocks', size => staircase('if x:', Math.sqrt(size * 2))],
  ['unexpected indents', size => fill('x\n  y\n', size)],
  ['inconsistent dedents', size => fill('if x:\n    if y:\n        z\n      w\n', size)],
  ['semicolons', size => ';'.repeat(size)],
  ['lambdas in lambdas', size => `x = {${fill('lambda: ', size)}1: 2, 3: 4}`],
  ['lambdas in defaults', size => `x = ${fill('lambda a=', size)}1`],
  ['lambdas', size => `{${fill('lambda ', size)}`],
  ['if without a colon', size => fill('if x\n', size)],
  ['headers on one line', size => fill('if x: ', size)],
  ['NUL', size => '\0'.repeat(size)],
  ['lone surrogates', size => '\ud800'.repeat(size)],
  ['binary junk', size => junk(size)],
  ['junk of Python characters', size => junk(size, '()[]{}"\'\\:,=\n\n    #fr\tx1.\r')],
];

function fill(unit: string, size: number): string {
  return unit.repeat(Math.ceil(size / unit.length));
}

function nest(open: string, close: string, size: number): string {
  const depth = Math.floor(size / (open.length + close.length));
  return open.repeat(depth) + close.repeat(depth);
}

function staircase(code: string, steps: number): string {
  return Array.from({ length: Math.floor(steps) }, (_, step) => ' '.repeat(step) + code).join('\n');
}

/** Characters of a linear congruential generator: the same for the same size. */
function junk(size: number, alphabet?: string): string {
  let state = 12345;
  const codes = new Uint16Array(size);
  for (let i = 0; i < size; i++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    const value = state >>> 16;
    codes[i] = alphabet === undefined ? value : alphabet.charCodeAt(value % alphabet.length);
  }
  return new TextDecoder('utf-16le').decode(codes);
}
