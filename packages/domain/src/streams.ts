import { type AggregateRef, streamNaming } from '@tools-provider/event-sourcing';

const naming = streamNaming('tools_provider');

/** The category all of the product's streams belong to. */
export const CATEGORY = naming.category;

/** The category of what the pipeline itself records, such as events that were skipped; nothing of it is projected. */
export const PIPELINE_RECORDS = 'tools_provider_pipeline';

/** `tools_provider-<aggregate>-<id>`. */
export const streamName = (ref: AggregateRef): string => naming.nameOf(ref);

/** Takes a stream's name apart; `undefined` for a stream that is none of ours. */
export const parseStreamName = (stream: string): AggregateRef | undefined => naming.parse(stream);
