import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

describe('canonical JSON', () => {
  it('puts keys in code-unit order at every depth and leaves lists alone', () => {
    expect(canonicalJson({ b: [3, 1, { z: 1, a: null }], a: 'x', B: 2 })).toBe(
      '{"B":2,"a":"x","b":[3,1,{"a":null,"z":1}]}',
    );
  });

  it('is the same whatever order the keys were written in', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('keeps names that objects are born with', () => {
    const value: unknown = JSON.parse('{"constructor": 2, "__proto__": 1}');
    expect(canonicalJson(value)).toBe('{"__proto__":1,"constructor":2}');
  });

  it('says nothing less than JSON does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 12, numRuns: 200 },
    );
  });
});
