import { personas } from '@tools-provider/contracts';
import { expect, test } from 'vitest';
import {
  mayAdminister,
  mayApprove,
  mayChangeStatus,
  mayCurate,
  mayDelete,
  mayModerateViews,
  mayRetry,
  mayWaiveApproval,
} from './permissions.ts';

const person = (name: string) => {
  const found = personas.find(({ persona }) => persona === name);
  return { id: found?.id ?? '', roles: [...(found?.roles ?? [])] };
};

test('a viewer may only change the status of tasks assigned to them', () => {
  const viewer = person('viewer');
  expect([mayCurate(viewer), mayDelete(viewer)]).toEqual([false, false]);
  expect(mayChangeStatus(viewer, { assigneeId: 'vera' })).toBe(true);
  expect(mayChangeStatus(viewer, { assigneeId: 'otto' })).toBe(false);
  expect(mayChangeStatus(viewer, { assigneeId: null })).toBe(false);
});

test('only an admin may manage sources, access and the audit', () => {
  expect(['viewer', 'operator', 'admin'].map((name) => mayAdminister(person(name)))).toEqual([
    false,
    false,
    true,
  ]);
});

test('an operator may curate, and only an admin delete', () => {
  expect([mayCurate(person('operator')), mayDelete(person('operator'))]).toEqual([true, false]);
  expect([mayCurate(person('admin')), mayDelete(person('admin'))]).toEqual([true, true]);
  expect(mayChangeStatus(person('operator'), { assigneeId: null })).toBe(true);
});

test('only an admin decides for others, and never about a wish of their own', () => {
  const [viewer, operator, admin] = ['viewer', 'operator', 'admin'].map(person);
  for (const may of [mayWaiveApproval, mayModerateViews, mayRetry]) {
    expect([viewer, operator, admin].map((one) => one !== undefined && may(one))).toEqual([
      false,
      false,
      true,
    ]);
  }
  const approvesOf = (requestedBy: string) =>
    [viewer, operator, admin].map((one) => one !== undefined && mayApprove(one, { requestedBy }));
  expect(approvesOf('otto')).toEqual([false, false, true]);
  expect(approvesOf('ada')).toEqual([false, false, false]);
});
