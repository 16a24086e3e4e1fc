import { type AggregateRef, streamNaming } from '@tools-provider/event-sourcing';

const naming = streamNaming('tools_provider');

/** The category all of the product's streams belong to. */
export const CATEGORY = naming.category;

/** `tools_provider-<aggregate>-<id>`. */
export const streamName = (ref: AggregateRef): string => naming.nameOf(ref);

/** Takes a stream's name apart; `undefined` for a stream that is none of ours. */
export const parseStreamName = (stream: string): AggregateRef | undefined => naming.parse(stream);
