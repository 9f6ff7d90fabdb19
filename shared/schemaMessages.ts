import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';

// The small zod speaks no language until it is given one; what it says about a wrong value is shown to people.
z.config(en());
