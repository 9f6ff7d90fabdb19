import { describe, expect, it } from 'vitest';
import { SettingsStore } from '../../server/host/settings.js';

describe('settings', () => {
  it('have defaults', () => {
    const store = new SettingsStore();
    expect(store.current.maxFiles).toBe(100_000);
    expect(store.take(undefined)).toBe(false);
    expect(store.take({})).toBe(false);
  });

  it('are taken, and said to be different', () => {
    const store = new SettingsStore();
    expect(store.take({ severity: { 'unknown-builder': 'off' }, pythonPath: null })).toBe(true);
    expect(store.current.severity).toEqual({ 'unknown-builder': 'off' });
    expect(store.take({ severity: { 'unknown-builder': 'off' } })).toBe(false);
  });

  it('keep the last good value, and say what is wrong', () => {
    const store = new SettingsStore();
    store.take({ maxFiles: 500, exclude: ['old'] });
    expect(store.take({ maxFiles: 'many', exclude: ['new'], severity: { x: 1 } })).toBe(true);
    expect(store.current.maxFiles).toBe(500);
    expect(store.current.exclude).toEqual(['new']);
    expect(store.complaints.join('\n')).toContain('cursus.maxFiles must be a number, not a text');
    expect(store.complaints.join('\n')).toMatch(/cursus\.severity/);
    expect(store.take({ maxFiles: 600 })).toBe(true);
    expect(store.complaints).toEqual([]);
  });

  it.each([[null], ['text'], [[]], [{ exclude: 'x' }], [{ completion: null }]])(
    'survive %j',
    sent => {
      const store = new SettingsStore();
      store.take(sent);
      expect(store.current.completion.automatic).toBe(true);
    },
  );

  it('do not look outside the project', () => {
    const store = new SettingsStore();
    store.take({ exclude: ['/etc', 'old', '../x'] });
    expect(store.current.exclude).toEqual(['old']);
    expect(store.complaints).toHaveLength(2);
  });
});
