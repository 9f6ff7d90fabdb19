const CLOSING = new Map([
  ['{', '}'],
  ['(', ')'],
  ['[', ']'],
]);

/** Every state of a text while it is typed without help: its prefixes. */
export function typed(text: string): string[] {
  return Array.from({ length: text.length }, (_, length) => text.slice(0, length + 1));
}

/**
 * Every state of a text while it is typed into an editor that closes brackets and quotes by itself and puts the
 * closing bracket on a line of its own when a line break is typed before it.
 */
export function typedWithClosing(text: string): string[] {
  const states: string[] = [];
  let pending = '';
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (quote !== '') {
      if (character === quote && text[i - 1] !== '\\') {
        quote = '';
        pending = pending.slice(1);
      }
    } else if (character === '"' || character === "'") {
      quote = character;
      pending = character + pending;
    } else if (CLOSING.has(character)) {
      pending = CLOSING.get(character)! + pending;
    } else if (character === '\n' && /^[\])}]/.test(pending)) {
      const line = text.slice(text.lastIndexOf('\n', i - 1) + 1, i);
      pending = `\n${/^[ \t]*/.exec(line)![0]}${pending}`;
    } else if (/[\])}]/.test(character)) {
      pending = pending.replace(/^\s*[\])}]/, '');
    }
    states.push(text.slice(0, i + 1) + pending);
  }
  return states;
}
