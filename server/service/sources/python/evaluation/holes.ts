/** A part of an f-string. The text of a `text` part is as written, with doubled braces made single. */
export type FormattedPart = { readonly kind: 'text'; readonly text: string } | Hole;

/** `{expression!r:specification}`. Offsets are into the text that was split. */
export interface Hole {
  readonly kind: 'hole';
  readonly start: number;
  readonly end: number;
  readonly conversion: string;
  readonly specification?: readonly FormattedPart[];
  /** `{x = }` shows its own text, up to `debugEnd`. */
  readonly isDebug: boolean;
  readonly debugEnd: number;
}

const DEEPEST = 4;

/** Splits the body of an f-string; `undefined` if it is none that Python reads. */
export function splitFormatted(
  text: string,
  start: number,
  end: number,
  isRaw: boolean,
): FormattedPart[] | undefined {
  return new Splitter(text, end, isRaw).parts(start, 0)?.parts;
}

class Splitter {
  readonly #text: string;
  readonly #end: number;
  readonly #isRaw: boolean;

  constructor(text: string, end: number, isRaw: boolean) {
    this.#text = text;
    this.#end = end;
    this.#isRaw = isRaw;
  }

  /** Parts up to the end or, inside a specification, up to the brace that closes its hole. */
  parts(start: number, depth: number): { parts: FormattedPart[]; end: number } | undefined {
    const text = this.#text;
    const parts: FormattedPart[] = [];
    let literal = '';
    let i = start;
    while (i < this.#end) {
      const character = text.charAt(i);
      if (character === '\\' && !this.#isRaw) {
        const next = this.#afterEscape(i);
        literal += text.slice(i, next);
        i = next;
      } else if (character === '{') {
        if (text.charAt(i + 1) === '{' && depth === 0) {
          literal += '{';
          i += 2;
          continue;
        }
        const hole = depth < DEEPEST ? this.#hole(i + 1, depth) : undefined;
        if (hole === undefined) return undefined;
        if (literal !== '') parts.push({ kind: 'text', text: literal });
        literal = '';
        parts.push(hole.hole);
        i = hole.next;
      } else if (character === '}') {
        if (depth > 0) break;
        if (text.charAt(i + 1) !== '}') return undefined;
        literal += '}';
        i += 2;
      } else {
        literal += character;
        i++;
      }
    }
    if (literal !== '') parts.push({ kind: 'text', text: literal });
    return { parts, end: i };
  }

  /** The index behind an escape; the braces of `\N{...}` open no hole. */
  #afterEscape(i: number): number {
    if (this.#text.startsWith('N{', i + 1)) {
      const close = this.#text.indexOf('}', i);
      if (close >= 0 && close < this.#end) return close + 1;
    }
    const next = this.#text.charAt(i + 1);
    return next === '{' || next === '}' ? i + 1 : i + 2;
  }

  #hole(start: number, depth: number): { hole: Hole; next: number } | undefined {
    const text = this.#text;
    let i = this.#endOfExpression(start);
    const end = i;
    const isDebug = text.charAt(i) === '=';
    if (isDebug) {
      i++;
      while (/\s/.test(text.charAt(i))) i++;
    }
    const debugEnd = i;
    let conversion = '';
    if (text.charAt(i) === '!') {
      conversion = text.charAt(i + 1);
      if (!/^[rsa]$/.test(conversion)) return undefined;
      i += 2;
    }
    const hole = { kind: 'hole', start, end, conversion, isDebug, debugEnd } as const;
    if (text.charAt(i) === ':') {
      const inner = this.parts(i + 1, depth + 1);
      if (inner === undefined || text.charAt(inner.end) !== '}' || inner.end >= this.#end)
        return undefined;
      return { hole: { ...hole, specification: inner.parts }, next: inner.end + 1 };
    }
    return text.charAt(i) === '}' && i < this.#end ? { hole, next: i + 1 } : undefined;
  }

  /** The end of an expression in a hole: before `!`, `:`, `=` or `}` that is not inside brackets or strings. */
  #endOfExpression(start: number): number {
    const text = this.#text;
    let open = 0;
    for (let i = start; i < this.#end; i++) {
      const character = text.charAt(i);
      if (character === '"' || character === "'") {
        i = this.#endOfString(i);
      } else if (/[([{]/.test(character)) open++;
      else if (/[)\]}]/.test(character)) {
        if (open === 0) return i;
        open--;
      } else if (open === 0) {
        if (character === ':') return i;
        if (character === '!' && text.charAt(i + 1) !== '=') return i;
        if (character === '!' || /[<>=]/.test(character)) {
          if (text.charAt(i + 1) === '=') i++;
          else if (character === '=') return i;
        }
      }
    }
    return this.#end;
  }

  /** The index of the quote that closes a string inside a hole. */
  #endOfString(start: number): number {
    const text = this.#text;
    const quote = text.charAt(start);
    const isTriple = text.startsWith(quote.repeat(3), start);
    const close = isTriple ? quote.repeat(3) : quote;
    for (let i = start + close.length; i < this.#end; i++) {
      if (text.charAt(i) === '\\') i++;
      else if (text.startsWith(close, i)) return i + close.length - 1;
    }
    return this.#end;
  }
}
