import { Opaque, type OpaqueReason } from '../../values.js';

/**
 * What may be done with an unknown value without something happening that cannot be seen:
 * - `scalar`: text, number or the like; nothing that is done with it changes anything.
 * - `library`: a part of the standard library that only reads what it is given (logging, json.dumps, ...).
 * - `foreign`: anything. Every use of it may run code that is not known.
 */
export type UnknownNature = 'scalar' | 'library' | 'foreign';

/** A value that is not known while a module is evaluated. */
export class Unknown extends Opaque {
  readonly nature: UnknownNature;

  constructor(reason: OpaqueReason, detail: string, nature: UnknownNature) {
    super(reason, detail);
    this.nature = nature;
  }
}
