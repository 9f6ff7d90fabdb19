/** Half of a surrogate pair: a text may hold one, a URI may not. */
const LONE = /\p{Surrogate}/gu;

/** `encodeURIComponent` for any text; {@link decodePercent} gives the same text back. */
export function encodePercent(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text
      .replace(/[^\p{Surrogate}]+/gu, encodeURIComponent)
      .replace(LONE, half => `%u${half.charCodeAt(0).toString(16)}`);
  }
}

/** A relative path (`/` separated) as a reference: `#` and `?` are characters of names in it. */
export function encodePath(path: string): string {
  return path.split('/').map(encodePercent).join('/');
}

/** @throws URIError where the text was never encoded */
export function decodePercent(encoded: string): string {
  return decodeURIComponent(
    encoded.replace(/%u([0-9a-f]{4})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    ),
  );
}
