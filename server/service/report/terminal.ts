const STYLES = { bold: 1, dim: 2, red: 31, yellow: 33, blue: 34, cyan: 36, underline: 4 } as const;

export type Style = keyof typeof STYLES;

/** Paints text where the terminal can show it; names from files can never carry escape sequences of their own. */
export type Paint = (text: string, ...styles: Style[]) => string;

export const plain: Paint = text => text;

export const coloured: Paint = (text, ...styles) =>
  `\u001b[${styles.map(style => STYLES[style]).join(';')}m${text}\u001b[0m`;

/**
 * Text from a file made safe for a terminal: control characters, bidirectional overrides and escape sequences
 * are shown as what they are.
 */
export function visible(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The same for text of several lines. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}
