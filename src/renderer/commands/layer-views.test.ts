import { describe, expect, it } from 'vitest';
import { asId } from '../../shared/lib/id.ts';
import { movedBefore } from './layer-views.ts';

const id = (name: string) => asId<'layer'>(name);
const views = ['a', 'b', 'c'].map((name) => ({ id: id(name), visible: true }));
const names = (list: readonly { id: string }[]) => list.map((view) => view.id).join('');

describe('movedBefore', () => {
  it('moves up, down and to the end', () => {
    expect(names(movedBefore(views, id('c'), id('a')))).toBe('cab');
    expect(names(movedBefore(views, id('a'), id('c')))).toBe('bac');
    expect(names(movedBefore(views, id('a'), null))).toBe('bca');
  });

  it('changes nothing for strangers', () => {
    expect(movedBefore(views, id('x'), id('a'))).toBe(views);
    expect(movedBefore(views, id('a'), id('x'))).toBe(views);
    expect(movedBefore(views, id('a'), id('a'))).toBe(views);
  });
});
