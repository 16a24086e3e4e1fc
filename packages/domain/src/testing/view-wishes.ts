import fc from 'fast-check';
import { VIEW_LISTS } from '../view/query.ts';
import { View } from '../view/view.ts';
import { anyStamp, anyWish, type Wish } from './wishes.ts';

// Few values, so that wishes meet: repeated ones, the same in another order, and ones that must be refused.
const anyName = fc.constantFrom('Mine', ' Mine ', 'Urgent', '', 'x'.repeat(101));
const anyQuery = fc.constantFrom<Readonly<Record<string, string>>>(
  {},
  { search: 'billing', sort: 'name' },
  { sort: 'name', search: 'billing' },
  { constructor: 'x' },
  { $where: '1' },
  { search: 'x'.repeat(201) },
);

/** Calls of any method of {@link View}, reasonable or not; deletion is rare, since nothing follows it. */
export const anyViewWish: fc.Arbitrary<Wish> = fc.oneof(
  { weight: 3, arbitrary: anyWish('rename', anyName) },
  { weight: 3, arbitrary: anyWish('changeQuery', anyQuery) },
  { weight: 3, arbitrary: anyWish('share') },
  { weight: 3, arbitrary: anyWish('unshare') },
  { weight: 1, arbitrary: anyWish('delete') },
);

/** A view that was just created and not stored yet. */
export const anyNewView: fc.Arbitrary<View> = fc
  .record({
    id: fc.uuid(),
    list: fc.constantFrom(...VIEW_LISTS),
    query: fc.constantFrom({}, { sort: 'name', search: 'billing' }),
    isShared: fc.constantFrom(undefined, true, false),
    stamp: anyStamp,
  })
  .map(({ id, stamp, ...details }) => View.create(id, { name: 'Mine', ...details }, stamp));
