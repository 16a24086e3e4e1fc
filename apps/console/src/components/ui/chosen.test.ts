import { expect, test } from 'vitest';
import { type Chosen, chosenOf, nothingIn, toggled } from './chosen.ts';

const listed = ['a', 'b', 'c', 'd', 'e'];
const choose = (now: Chosen, id: string, isRange = false, rows = listed) =>
  toggled(now, { listed: rows, id, isRange });

test('a row is chosen and taken back', () => {
  const one = choose(nothingIn(''), 'c');
  expect(chosenOf(one, listed)).toEqual(['c']);
  expect(chosenOf(choose(one, 'c'), listed)).toEqual([]);
});

test.each([
  ['down', 'b', 'd'],
  ['up', 'd', 'b'],
])('a range goes %s from the row that was chosen last, whatever was chosen before', (_, from, to) => {
  const chosen = choose(choose(choose(nothingIn(''), 'c'), from), to, true);
  expect(chosenOf(chosen, listed)).toEqual(['b', 'c', 'd']);
});

test('a range without a beginning, or whose beginning has gone, is the row alone', () => {
  expect(chosenOf(choose(nothingIn(''), 'd', true), listed)).toEqual(['d']);
  const gone = choose(choose(nothingIn(''), 'a'), 'd', true, ['b', 'c', 'd']);
  expect(chosenOf(gone, ['b', 'c', 'd'])).toEqual(['d']);
});

test('what has left the list is not chosen, and is again when it is back', () => {
  const chosen = choose(choose(nothingIn(''), 'a'), 'e');
  expect(chosenOf(chosen, ['a', 'b'])).toEqual(['a']);
  expect(chosenOf(chosen, listed)).toEqual(['a', 'e']);
});

test('a row that is not in the list cannot be chosen', () => {
  expect(chosenOf(choose(nothingIn(''), 'z'), [...listed, 'z'])).toEqual([]);
});

test('of everything one is taken back: the other rows that are here stay chosen', () => {
  const all: Chosen = { scope: '', chosen: 'everything', last: null };
  expect(chosenOf(all, listed)).toEqual(listed);
  expect(chosenOf(choose(all, 'b'), listed)).toEqual(['a', 'c', 'd', 'e']);
});
