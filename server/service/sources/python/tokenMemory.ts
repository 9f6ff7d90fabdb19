import { type EditedTokens, type KeptTokens, readEdited } from './editedText.js';
import { lexWhole } from './lexer.js';
import { tooDeepBracket } from './syntax/damage.js';
import { rememberTables } from './tableMemory.js';
import type { Tokens } from './tokens.js';

/**
 * The tokens of a text that is being edited, so that an edit costs what it changes. What is remembered is the last state of
 * the text that could be read strictly: the damage that typing does is mended soon, and then that state is near again.
 */
export class TokenMemory {
  #last: Tokens | undefined;

  /** The tokens of the text as it is now: the very ones that reading all of it gives. */
  read(text: string): Pick<EditedTokens, 'tokens'> & Partial<EditedTokens> {
    const edited = this.#last && readEdited(this.#last, text);
    if (edited !== undefined) {
      this.#keep(edited.tokens, edited.kept);
      return edited;
    }
    const { tokens, isStrict } = lexWhole(text);
    if (isStrict) this.#keep(tokens);
    return { tokens };
  }

  /** What is nested too deep for Python is no plain literal, wherever one begins to count: that is read anew each time. */
  #keep(tokens: Tokens, kept?: KeptTokens): void {
    this.#last = tooDeepBracket(tokens) < 0 ? tokens : undefined;
    if (this.#last !== undefined) rememberTables(tokens, kept);
  }
}
