import { describe, expect, it, vi } from 'vitest';
import { asId } from '../../shared/lib/id.ts';
import { openSource } from './open-source.ts';

describe('a file of the desktop', () => {
  const locator = { name: '0123.tvcolumns', size: 3, address: 'file-handle://abc/' };
  const columns = new SharedArrayBuffer(8);

  it('has its kept columns at hand where the desktop says that they are the same', async () => {
    const kept = vi.fn(async () => columns);
    const keptAs = asId<'dataset'>('0123456789abcdef0123456789abcdef');
    expect(await openSource({ ...locator, keptAs }, kept).shared?.()).toBe(columns);
    expect(kept).toHaveBeenCalledWith(keptAs);
  });

  it('has none where the desktop does not say so, whatever the file is called', () => {
    const kept = vi.fn(async () => columns);
    expect(openSource({ ...locator, keptAs: undefined }, kept).shared).toBeUndefined();
    expect(openSource(locator, kept).shared).toBeUndefined();
    expect(kept).not.toHaveBeenCalled();
  });
});
