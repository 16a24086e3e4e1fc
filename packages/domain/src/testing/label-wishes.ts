import fc from 'fast-check';
import { Label } from '../label/label.ts';
import { anyStamp, anyWish, type Wish } from './wishes.ts';

// Few values, so that wishes meet: repeated ones, and ones that must be refused.
const anyName = fc.constantFrom('Reads only', ' Reads only ', 'Risky', '', 'x'.repeat(101));
const anyDescription = fc.constantFrom('', 'Changes nothing', 'x'.repeat(1_001));
const anyColor = fc.constantFrom('#6b7280', '#FF0000', '#ff0000', 'red', '#fff');

/** Calls of any method of {@link Label}, reasonable or not; deletion is rare, since nothing follows it. */
export const anyLabelWish: fc.Arbitrary<Wish> = fc.oneof(
  {
    weight: 5,
    arbitrary: anyWish(
      'changeDetails',
      fc.record({ name: anyName, description: anyDescription, color: anyColor }, { requiredKeys: [] }),
    ),
  },
  { weight: 1, arbitrary: anyWish('delete') },
);

/** A label that was just created and not stored yet. */
export const anyNewLabel: fc.Arbitrary<Label> = fc
  .record({
    id: fc.uuid(),
    name: fc.constantFrom('Reads only', ' Risky '),
    color: fc.constantFrom(undefined, '#FF0000'),
    stamp: anyStamp,
  })
  .map(({ id, stamp, ...details }) => Label.create(id, details, stamp));
