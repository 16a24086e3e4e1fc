import { CodedError } from '@tools-provider/mediator';

/** Nothing can be done with a deregistered source, or with its tools, but deregistering it again. */
export function sourceDeregistered(id: string): CodedError {
  return new CodedError('gone', 'source-deleted', `The source ${id} was deregistered`);
}

/** The source never had a tool with this id. */
export function toolNotFound(toolId: string): CodedError {
  return new CodedError('not-found', 'tool-not-found', `There is no tool ${toolId}`);
}

/** A tool that its source no longer has cannot be enabled: there is nothing to use. */
export function toolDeprecated(toolId: string): CodedError {
  return new CodedError(
    'refused',
    'tool-deprecated',
    `The tool ${toolId} cannot be enabled: its source no longer has it`,
  );
}

/** A source whose document is uploaded is read nowhere. */
export function sourceHasNoUrl(id: string): CodedError {
  return new CodedError(
    'refused',
    'source-has-no-url',
    `The document of the source ${id} is uploaded: it has no URL to change`,
    { places: [{ pointer: '/url', detail: 'cannot be given to a source whose document is uploaded' }] },
  );
}

/** A tool has as many labels as it may have. */
export function tooManyLabels(toolId: string, most: number): CodedError {
  return new CodedError(
    'refused',
    'too-many-labels',
    `The tool ${toolId} has ${most} labels, and no more fit`,
  );
}
