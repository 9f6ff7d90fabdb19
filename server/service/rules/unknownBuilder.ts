import { classRule } from './classRule.js';
import { BUILDER } from './knownClasses.js';

export const unknownBuilder = classRule('unknown-builder', BUILDER, 'Builder class');
