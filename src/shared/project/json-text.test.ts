import { describe, expect, it } from 'vitest';
import { readJson } from './json-text.ts';

describe('JSON text', () => {
  it.each([
    ['{"a": 1,\n "b" 2}', 2, 6],
    ['{"a": 1,}', 1, 9],
    ['[1, 2', 1, 6],
    ['[1 2]', 1, 4],
    ['{"a": tru}', 1, 7],
    ['{a: 1}', 1, 2],
    ['[01]', 1, 3],
    ['{"a": "x\ny"}', 1, 7],
    ['1 2', 1, 3],
    ['[1]]', 1, 4],
    ["{'a': 1}", 1, 2],
  ])('%j stops being JSON at line %i, column %i', (text, line, column) => {
    expect(readJson(text)).toMatchObject({ ok: false, reason: { code: 'json-syntax', details: { line, column } } });
  });

  it('is refused when empty or no study at all', () => {
    expect(readJson(' \n')).toMatchObject({ ok: false, reason: { code: 'json-empty' } });
    expect(readJson(`"${'x'.repeat(16_000_001)}"`)).toMatchObject({ ok: false, reason: { code: 'json-too-large' } });
  });

  it('that is broken and huge is refused within moments', () => {
    const broken = `["${'a'.repeat(5_000_000)}`;
    expect(readJson(broken)).toMatchObject({ ok: false, reason: { details: { column: 2 } } });
    expect(readJson('['.repeat(1_000_000))).toMatchObject({ ok: false, reason: { code: 'json-syntax' } });
  });
});
