/**
 * A line that people write as code and hardly ever in prose. Text with examples of code matches too: what matches is
 * only doubted.
 */
const CODE_LINE =
  /[\n\r][ \t]*(?:(?:async[ \t]+)?def[ \t]+\w+[ \t]*\(|class[ \t]+\w+[ \t]*[:(]|import[ \t]+\w|from[ \t]+[.\w]+[ \t]+import\b|(?:if|elif|for|while|with|except)\b[^\n\r]*:[ \t]*(?=[\n\r]|$)|(?:else|try|finally)[ \t]*:[ \t]*(?=[\n\r]|$)|return\b|@\w|["'][^"'\n\r]*["'][ \t]*:|[\])}]+,?[ \t]*(?=[\n\r]|$)|[\w.]+(?:\[[^\n\r\]]*\])?[ \t]*(?::[^\n\r=]*)?=(?!=)|\w[\w.]*\()/;

/**
 * Looks for code inside a string of several lines. If a quote is missing or one too many, everything between two
 * docstrings reads as a string.
 * @returns the end of the last line before the first that reads as code, or -1
 */
export function endOfProse(text: string, body: number, end: number): number {
  const content = text.slice(body, end);
  const match = CODE_LINE.exec(content);
  return match === null ? -1 : body + content.slice(0, match.index).trimEnd().length;
}
