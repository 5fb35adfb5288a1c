import { describe, expect, it } from 'vitest';
import { channels } from './channels.ts';
import { maxBytesPiece, maxTextPiece } from './desktop-api.ts';
import { maxDropped, parseArguments } from './parse-arguments.ts';

const saveId = `s${'0af1'.repeat(8)}`;

describe('arguments that cross the bridge', () => {
  it('passes what each call takes', () => {
    expect(parseArguments('openStudy', [])).toEqual({ ok: true, value: [] });
    expect(parseArguments('saveText', ['ranking.csv', 'csv'])).toEqual({ ok: true, value: ['ranking.csv', 'csv'] });
    expect(parseArguments('resolveDropped', [['/data/plan.shp']]).ok).toBe(true);
    expect(parseArguments('appendText', [saveId, 'x'.repeat(maxTextPiece)]).ok).toBe(true);
    expect(parseArguments('appendBytes', [saveId, new Uint8Array(maxBytesPiece)]).ok).toBe(true);
    expect(parseArguments('setLanguage', ['nb']).ok).toBe(true);
    expect(parseArguments('restoreProject', ['0123456789abcdef']).ok).toBe(true);
    expect(parseArguments('saveProject', [true, ['0af1'.repeat(8)]]).ok).toBe(true);
    expect(parseArguments('finishLayers', [saveId, [{ name: 'ranking', bytes: 12 }]]).ok).toBe(true);
    expect(parseArguments('finishLayer', [`file-handle://u${'0af1'.repeat(8)}/`, 'plots']).ok).toBe(true);
  });

  it.each([
    ['openStudy', ['../../etc/passwd']],
    ['openSample', [undefined]],
    ['saveText', ['ranking.csv']],
    ['saveText', ['ranking.csv', 'exe']],
    ['saveText', [{ toString: (): string => 'ranking.csv' }, 'csv']],
    ['saveText', ['n'.repeat(256), 'csv']],
    ['appendText', ['s123', 'text']],
    ['appendText', [saveId, 'x'.repeat(maxTextPiece + 1)]],
    ['appendText', [saveId, new Uint8Array(3)]],
    ['appendBytes', [saveId, 'text']],
    ['appendBytes', [saveId, new Uint8Array(maxBytesPiece + 1)]],
    ['appendBytes', [saveId, [1, 2, 3]]],
    ['appendBytes', ['s1', new Uint8Array(1)]],
    ['finishText', ['../s']],
    ['finishLayers', [saveId, [{ name: 'ranking', bytes: -1 }]]],
    ['finishLayers', [saveId, [{ name: 'ranking', bytes: Number.NaN }]]],
    ['finishLayers', [saveId, [{ bytes: 1 }]]],
    ['finishLayers', [saveId, { length: 1, 0: { name: 'ranking', bytes: 1 } }]],
    ['finishLayers', [saveId, [null]]],
    ['resolveDropped', ['/data/plan.shp']],
    ['resolveDropped', [['/data/\0plan.shp']]],
    ['resolveDropped', [['']]],
    ['resolveDropped', [Array.from({ length: maxDropped + 1 }, () => '/x')]],
    ['resolveDropped', [[{ path: '/x' }]]],
    ['restoreProject', ['../0123456789abcdef']],
    ['openRecentProject', ['/data/plan.gpkg']],
    ['finishLayer', ['file-handle://f0af10af10af10af10af10af10af10af1/', 'x']],
    ['openProjectAt', ['/data/plan.gpkg']],
    ['attachFile', ['file:///etc/passwd']],
    ['saveProject', ['/data/plan.gpkg', []]],
    ['saveProject', [true]],
    ['saveProject', [true, ['../plan']]],
    ['keepDocument', ['name', { toString: (): string => '{}' }, 'label', []]],
    ['keepDocument', ['name', '{}', 'label', [['plan.shp', ['/data/plan.shp']]]]],
    ['keepDocument', ['name', '{}', 'label', [['plan.shp']]]],
    ['keepDocument', ['name', '{}', 'label', { length: 0 }]],
    ['setTitle', [null]],
    ['setEditNames', ['weight', 1]],
    ['setEditNames', ['weight']],
    ['setLanguage', ['__proto__']],
  ] as const)('refuses %s(%j)', (name, received) => {
    expect(parseArguments(name, received).ok).toBe(false);
  });

  it('gives every method its own channel', () => {
    const names = Object.values(channels);
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => /^desktop:[a-z-]+$/.test(name))).toBe(true);
  });
});
