/** How a text is written at the caret, so that it reads back as exactly that text. */
export interface Quoting {
  readonly style: 'python' | 'python-raw' | 'json' | 'yaml-plain' | 'yaml-single' | 'yaml-double';
  /** Written before and after the value: quotes that are not there yet. */
  readonly before: string;
  readonly after: string;
  /** The quotes that the value stands in, those of `before` included; empty for plain YAML. */
  readonly quote: string;
}

/** A step, class or field name needs no escape in any style. */
const SIMPLE = /^[A-Za-z0-9_-]+$/;

/** @returns the value as it is written at the caret, quotes that are missing included; undefined where the style cannot hold it. */
export function write(value: string, quoting: Quoting): string | undefined {
  const body = SIMPLE.test(value) ? plainBody(value, quoting) : escaped(value, quoting);
  return body === undefined ? undefined : quoting.before + body + quoting.after;
}

/** YAML reads some bare words as other things than text. */
function plainBody(value: string, { style }: Quoting): string {
  const otherType = /^(?:[-\d].*|true|false|yes|no|on|off|null|y|n|_)$/i;
  return style === 'yaml-plain' && otherType.test(value) ? `'${value}'` : value;
}

function escaped(value: string, { style, quote }: Quoting): string | undefined {
  switch (style) {
    case 'json':
    case 'yaml-double':
      return JSON.stringify(value).slice(1, -1);
    case 'yaml-single':
      return value.includes('\n') ? undefined : value.replaceAll("'", "''");
    case 'yaml-plain':
      return JSON.stringify(value);
    case 'python-raw':
      return value.includes('\\') || value.includes(quote[0]!) || value.includes('\n')
        ? undefined
        : value;
    case 'python':
      return value
        .replaceAll('\\', '\\\\')
        .replaceAll(quote[0]!, `\\${quote[0]}`)
        .replaceAll('\n', '\\n')
        .replaceAll('\r', '\\r');
  }
}
