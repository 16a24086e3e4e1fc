import { CLOUD_EVENT_TYPE_PREFIX, eventData } from '@tools-provider/contracts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PROBLEM_ADVICE } from '../src/operations/problem-advice.ts';
import { statusOf } from '../src/problem.ts';

const REMARK =
  '<!-- Made from the code by apps/api/test/documents.test.ts: `pnpm vitest run --project unit apps/api/test/documents -u`. -->';

function errorsPage(): string {
  const rows = Object.entries(PROBLEM_ADVICE)
    .map(([code, advice]) => ({ code, status: statusOf(advice.kind, code), ...advice }))
    .toSorted((one, other) => one.status - other.status || one.code.localeCompare(other.code))
    .map(({ code, status, meaning, whatToDo }) => `| ${status} | \`${code}\` | ${meaning} | ${whatToDo} |`);
  return [
    '# Errors',
    REMARK,
    'Every error is a problem document (RFC 9457, `application/problem+json`) with `code`, `detail`, `traceId` and, where they apply, `errors[]` ' +
      '(`pointer`, `detail`) and `currentRevision`. Its `type` is a page of the api that says the same as this table. A code `invalid-<field>` ' +
      'says that a rule of the domain refuses the field.',
    ['| status | code | meaning | what to do |', '|---|---|---|---|', ...rows].join('\n'),
    '',
  ].join('\n\n');
}

function eventsPage(): string {
  const rows = Object.entries(eventData).map(([type, schema]) => {
    const { properties = {}, required = [] } = z.toJSONSchema(schema);
    const fields = Object.keys(properties).map((name) => `\`${name}\`${required.includes(name) ? '' : '?'}`);
    return `| \`${CLOUD_EVENT_TYPE_PREFIX}${type}\` | ${fields.join(', ')} |`;
  });
  return [
    '# Events',
    REMARK,
    'The CloudEvents of the feed, with the fields of their `data`; a question mark means that a field may be left out. Each type has its JSON ' +
      'Schema at `/schemas/{type}.json`, which its `dataschema` points to.',
    ['| type | data |', '|---|---|', ...rows].join('\n'),
    '',
  ].join('\n\n');
}

describe('the documents', () => {
  it('list the errors that the api answers', async () => {
    await expect(errorsPage()).toMatchFileSnapshot('../../../docs/errors.md');
  });

  it('list the events that the feed gives', async () => {
    await expect(eventsPage()).toMatchFileSnapshot('../../../docs/events.md');
  });
});
