import { isAscii, isUtf8 } from 'node:buffer';
import type { SourceProblem } from '../service/sources/facts.js';

export interface DecodedText {
  /** Without a byte order mark, as an editor shows it. */
  readonly text: string;
  readonly problem?: SourceProblem;
}

/** PEP 263. */
const DECLARATION = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK = /^[ \t\f]*(?:#.*)?$/;
const UTF8_NAMES = new Set(['utf-8', 'utf8', 'utf-8-sig', 'u8', 'utf', 'utf8-sig', 'cp65001']);
const LATIN1_NAMES = new Set(['latin-1', 'iso-8859-1', 'iso-latin-1', 'latin1', 'l1', '8859']);
/** Names of Python's codecs that are no labels of the Encoding Standard, and their labels. */
const LABELS: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  'ms-kanji': 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  'latin-9': 'iso-8859-15',
  'latin-2': 'iso-8859-2',
  'mac-roman': 'macintosh',
};

/**
 * Bytes of a file as text. What cannot be decoded is a problem with its place; the text then has replacement
 * characters there, so that everything else can still be read.
 * @param declares the file may declare its encoding as Python files do
 */
export function decode(bytes: Buffer, declares: boolean): DecodedText {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = hasMark ? bytes.subarray(3) : bytes;
  if (!declares) return decodeUtf8(body);

  const declaration = findDeclaration(body);
  if (declaration === undefined || UTF8_NAMES.has(declaration.name)) return decodeUtf8(body);
  if (hasMark) {
    return withProblem(
      decodeUtf8(body),
      `encoding ${declaration.written} is declared, but the file has a UTF-8 byte order mark`,
      declaration,
    );
  }
  return decodeDeclared(body, declaration);
}

interface Declaration {
  /** Lower case, `-` for `_`. */
  readonly name: string;
  readonly written: string;
  readonly start: number;
  readonly end: number;
}

function findDeclaration(body: Buffer): Declaration | undefined {
  // Only the first two lines count; they are looked at as bytes so that their own encoding does not matter.
  const head = body.subarray(0, 1000).toString('latin1');
  let start = 0;
  for (const line of head.split(/\r\n|\r|\n/, 2)) {
    const match = DECLARATION.exec(line);
    if (match !== null) {
      const written = match[1]!;
      const from = start + match[0].length - written.length;
      const name = written.toLowerCase().replaceAll('_', '-');
      return { name, written, start: from, end: from + written.length };
    }
    if (!BLANK.test(line)) return undefined;
    start += line.length + (head.startsWith('\r\n', start + line.length) ? 2 : 1);
  }
  return undefined;
}

function decodeUtf8(body: Buffer): DecodedText {
  if (isAscii(body)) return { text: body.toString('latin1') };
  const text = body.toString('utf8');
  if (isUtf8(body)) return { text };
  const at = firstBadByte(body);
  const before = body.subarray(0, at).toString('utf8').length;
  return {
    text,
    problem: {
      kind: 'encoding',
      message: `is not valid UTF-8: byte 0x${body[at]!.toString(16).padStart(2, '0')} at offset ${at}`,
      span: { start: before, end: Math.min(before + 1, text.length) },
    },
  };
}

function decodeDeclared(body: Buffer, declaration: Declaration): DecodedText {
  if (LATIN1_NAMES.has(declaration.name)) return { text: body.toString('latin1') };
  if (declaration.name === 'ascii' || declaration.name === 'us-ascii') {
    if (isAscii(body)) return { text: body.toString('latin1') };
    const at = body.findIndex(byte => byte > 0x7f);
    const text = body.toString('utf8');
    return {
      text,
      problem: {
        kind: 'encoding',
        message: `declares ${declaration.written}, but byte 0x${body[at]!.toString(16)} at offset ${at} is none`,
        span: { start: at, end: Math.min(at + 1, text.length) },
      },
    };
  }
  const label = LABELS[declaration.name] ?? declaration.name.replace(/^cp(?=125\d$)/, 'windows-');
  if (label === 'windows-1252') return decodeWindows1252(body, declaration);
  let decoder: { decode(bytes: Buffer): string };
  try {
    if (label.startsWith('utf-')) throw new RangeError('no encoding that extends ASCII');
    decoder = new TextDecoder(label, { fatal: true });
  } catch {
    return withProblem(
      decodeUtf8(body),
      `declares the encoding ${declaration.written}, which Python does not accept`,
      declaration,
    );
  }
  try {
    return { text: decoder.decode(body) };
  } catch {
    return withProblem(
      { text: new TextDecoder(label).decode(body) },
      `is not valid ${declaration.written}, the encoding that it declares`,
      declaration,
    );
  }
}

/** The characters of 0x80 to 0x9F; a blank is no character. Node's own decoder takes them for control characters. */
const WINDOWS_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

function decodeWindows1252(body: Buffer, declaration: Declaration): DecodedText {
  let valid = true;
  const text = body.toString('latin1').replace(/[\x80-\x9f]/g, control => {
    const character = WINDOWS_1252[control.charCodeAt(0) - 0x80]!;
    if (character !== ' ') return character;
    valid = false;
    return '\ufffd';
  });
  if (valid) return { text };
  return withProblem(
    { text },
    `is not valid ${declaration.written}, the encoding that it declares`,
    declaration,
  );
}

function withProblem(decoded: DecodedText, message: string, place: Declaration): DecodedText {
  return {
    text: decoded.text,
    problem: { kind: 'encoding', message, span: { start: place.start, end: place.end } },
  };
}

/** Offset of the first byte that begins no well-formed character (Unicode, table 3-7). */
function firstBadByte(body: Buffer): number {
  let at = 0;
  while (at < body.length) {
    const length = characterLength(body, at);
    if (length === 0) return at;
    at += length;
  }
  return at;
}

function characterLength(body: Buffer, at: number): number {
  const lead = body[at]!;
  if (lead < 0x80) return 1;
  const second = body[at + 1] ?? 0;
  const continues = (index: number): boolean => ((body[index] ?? 0) & 0xc0) === 0x80;
  if (lead >= 0xc2 && lead <= 0xdf) return continues(at + 1) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const low = lead === 0xe0 ? 0xa0 : 0x80;
    const high = lead === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && continues(at + 2) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const low = lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high && continues(at + 2) && continues(at + 3) ? 4 : 0;
  }
  return 0;
}
