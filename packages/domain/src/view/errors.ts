import { CodedError } from '@tools-provider/mediator';

/** Nothing can be done with a deleted view but deleting it again. */
export function viewDeleted(id: string, currentRevision?: number): CodedError {
  return new CodedError(
    'gone',
    'view-deleted',
    `The view ${id} was deleted`,
    currentRevision === undefined ? {} : { currentRevision },
  );
}

/** There never was a view with this id, or it is not for the asker to know that there is. */
export function viewNotFound(id: string): CodedError {
  return new CodedError('not-found', 'view-not-found', `There is no view ${id}`);
}

/** The query is none that a view can keep, because of one of its parameters or as a whole. */
export function invalidQuery(detail: string, parameter?: string): CodedError {
  const [subject, pointer] =
    parameter === undefined
      ? ['The query', '/query']
      : [`The parameter ${JSON.stringify(parameter)} of the query`, `/query/${escaped(parameter)}`];
  return new CodedError('invalid', 'invalid-query', `${subject} ${detail}`, {
    places: [{ pointer, detail }],
  });
}

/** As a JSON Pointer writes it (RFC 6901). */
function escaped(parameter: string): string {
  return parameter.replaceAll('~', '~0').replaceAll('/', '~1');
}
