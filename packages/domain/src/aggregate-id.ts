import { CodedError } from '@tools-provider/mediator';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id itself if it is a UUID, else `invalid` (code `invalid-id`): stream names are taken apart by the length of a UUID. */
export function aggregateId(id: string): string {
  if (UUID.test(id)) return id;
  const detail = 'must be a UUID';
  throw new CodedError('invalid', 'invalid-id', `The id ${JSON.stringify(id)} ${detail}`, {
    places: [{ pointer: '/id', detail }],
  });
}
