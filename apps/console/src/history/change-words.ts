import type { HistoryChange, NewSelector } from '@tools-provider/contracts';
import { count } from '../time/numbers.ts';
import { criteriaOf } from '../tool-group/selector-words.ts';

/** One difference that an event made, for people. What is null was not there before, or is not there afterwards. */
export interface ChangeWords {
  readonly subject: string;
  /** The id of the element in a list, such as a tool's. */
  readonly element: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

const subjects: Readonly<Record<string, string>> = {
  isActive: 'Active',
  isEnabled: 'Enabled',
  deactivationReason: 'Reason',
  disabledReason: 'Reason',
  healthReason: 'Reason',
  requiresApproval: 'Needs an approval',
  assigneeId: 'Assignee',
  dueAt: 'Due',
  color: 'Colour',
  url: 'Address',
  toolCount: 'Tools',
  inventoryHash: 'Fingerprint',
  approval: 'Decides about',
};

const elements: Readonly<Record<string, string>> = {
  selectors: 'Selector',
  explicitTools: 'Included tool',
  excludedTools: 'Excluded tool',
  tools: 'Tool',
};

/** Every entry of a history says itself what it is about, who did it, when, and at which revision. */
const isOwnWord = (name: string): boolean =>
  name === 'id' || name === 'toolId' || name === 'atRevision' || /(At|By)$/.test(name);

/** Whether a difference says more than its entry does. */
export function isTold({ path }: HistoryChange): boolean {
  return path !== '/createdAt' && path !== '/createdBy';
}

/** A difference in words. */
export function changeWords({ path, before, after }: HistoryChange): ChangeWords {
  const [field = '', element = null] = stepsOf(path);
  const words = (value: unknown) =>
    field === 'selectors' && element !== null ? selector(value) : text(value);
  return {
    subject: subjectOf(field, element !== null),
    element,
    before: words(before),
    after: words(after),
  };
}

/** The names that a JSON Pointer goes through. */
function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function subjectOf(field: string, isElement: boolean): string {
  const name = isElement ? elements[field] : field === 'selectors' ? 'Order of selectors' : subjects[field];
  if (name !== undefined) return name;
  const spaced = field.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function selector(value: unknown): string | null {
  if (value === null || typeof value !== 'object') return text(value);
  const criteria = criteriaOf(value as NewSelector).map(({ subject, value }) => `${subject} ${value}`);
  return criteria.length === 0 ? 'every enabled tool' : criteria.join(' and ');
}

function text(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return count(value);
  if (typeof value === 'string') return isTime(value) ? time(value) : value;
  if (Array.isArray(value))
    return value.length === 0 ? null : value.map((one) => text(one) ?? '–').join(', ');
  return Object.entries(value)
    .filter(([name]) => !isOwnWord(name))
    .flatMap(([name, inside]) => {
      const said = text(inside);
      return said === null ? [] : [`${subjectOf(name, false).toLowerCase()}: ${said}`];
    })
    .join(', ');
}

function isTime(value: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);
}

const utc = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

// In UTC, since the server writes the same words and knows no time zone.
function time(value: string): string {
  return `${utc.format(new Date(value))} UTC`;
}
