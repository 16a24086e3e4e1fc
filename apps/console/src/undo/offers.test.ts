import { expect, test } from 'vitest';
import { type UndoOffer, UndoOffers } from './offers.ts';

function offer(subject: string, log: string[], name = subject): UndoOffer {
  return {
    subject,
    take: () => void log.push(`took ${name}`),
    withdraw: () => void log.push(`withdrew ${name}`),
  };
}

test('takes the newest of the offers that are open', () => {
  const log: string[] = [];
  const offers = new UndoOffers();
  const [first, second] = [offer('first', log), offer('second', log)];
  offers.add(first);
  offers.add(second);
  expect(offers.takeNewest()).toBe(true);
  offers.close(second);
  offers.takeNewest();
  expect(log).toEqual(['took second', 'took first']);
});

test('withdraws an offer when a newer one is about the same, which is then the newest of all', () => {
  const log: string[] = [];
  const offers = new UndoOffers();
  const older = offer('group', log, 'older');
  offers.add(older);
  offers.add(offer('task', log));
  offers.add(offer('group', log, 'newer'));
  offers.close(older);
  offers.takeNewest();
  expect(log).toEqual(['withdrew older', 'took newer']);
});

test('has nothing to take when no offer is open', () => {
  expect(new UndoOffers().takeNewest()).toBe(false);
});
