import { type EditedTokens, readEdited } from './editedText.js';
import { lexWhole } from './lexer.js';
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
      this.#last = edited.tokens;
      return edited;
    }
    const { tokens, isStrict } = lexWhole(text);
    if (isStrict) this.#last = tokens;
    return { tokens };
  }
}
