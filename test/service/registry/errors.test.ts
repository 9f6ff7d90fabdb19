import { expect, it } from 'vitest';
import * as errors from '../../../server/service/registry/errors.js';

it('errors have the names of their classes, by which callers tell them apart', () => {
  const classes = Object.entries(errors);
  expect(classes).toHaveLength(5);
  for (const [name, Kind] of classes) {
    const error = new Kind('why');
    expect([error.name, error.message]).toEqual([name, 'why']);
    expect(error).toBeInstanceOf(errors.RegistryError);
  }
});
