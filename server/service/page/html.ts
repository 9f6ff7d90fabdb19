import { encodePercent } from '../text/percent.js';

/** Text made harmless within HTML text and double-quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** An id for an anchor: unique for the name, and safe in a URL fragment and an attribute. */
export function anchor(prefix: string, name: string): string {
  return `${prefix}-${encodePercent(name).replaceAll("'", '%27')}`;
}

/** A link within the page to an element with {@link anchor}. */
export function fragment(prefix: string, name: string): string {
  return `#${encodeURI(anchor(prefix, name))}`;
}
