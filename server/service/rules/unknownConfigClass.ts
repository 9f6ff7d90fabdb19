import { classRule } from './classRule.js';
import { CONFIG } from './knownClasses.js';

export const unknownConfigClass = classRule('unknown-config-class', CONFIG, 'Config class');
