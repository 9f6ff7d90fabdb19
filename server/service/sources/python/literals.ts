/** The end of the number that starts at `start` with a digit, or with a dot and a digit. Longest match, valid or not. */
export function endOfNumber(text: string, start: number): number {
  let i = start;
  if (text.charCodeAt(i) === 48) {
    const base = text.charCodeAt(i + 1) | 32;
    if (base === 120) return endOfDigits(text, i + 2, isHexDigit);
    if (base === 111 || base === 98) return endOfDigits(text, i + 2, isDigit);
  }
  i = endOfDigits(text, i, isDigit);
  if (text.charCodeAt(i) === 46) {
    i++;
    if (isDigit(text.charCodeAt(i))) i = endOfDigits(text, i, isDigit);
  }
  if ((text.charCodeAt(i) | 32) === 101) {
    const sign = text.charCodeAt(i + 1);
    const digits = sign === 43 || sign === 45 ? i + 2 : i + 1;
    if (isDigit(text.charCodeAt(digits))) i = endOfDigits(text, digits, isDigit);
  }
  return (text.charCodeAt(i) | 32) === 106 ? i + 1 : i;
}

function endOfDigits(text: string, start: number, isOne: (code: number) => boolean): number {
  let i = start;
  for (;;) {
    const code = text.charCodeAt(i);
    if (!isOne(code) && code !== 95) return i;
    i++;
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isHexDigit(code: number): boolean {
  return isDigit(code) || ((code | 32) >= 97 && (code | 32) <= 102);
}

/** The end of the operator that starts at `start`, longest match; `start` itself if none does (a lone `!`). */
export function endOfOperator(text: string, start: number, first: number): number {
  const second = text.charCodeAt(start + 1);
  switch (first) {
    case 33: // !
      return second === 61 ? start + 2 : start;
    case 42: // *
    case 47: // /
    case 60: // <
    case 62: // >
      if (second === first) return text.charCodeAt(start + 2) === 61 ? start + 3 : start + 2;
      if (first === 60 && second === 62) return start + 2;
      return second === 61 ? start + 2 : start + 1;
    case 45: // -
      return second === 61 || second === 62 ? start + 2 : start + 1;
    case 126: // ~
    case 59: // ;
      return start + 1;
    default:
      return second === 61 ? start + 2 : start + 1;
  }
}
