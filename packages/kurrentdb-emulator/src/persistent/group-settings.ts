/** How the server shares a group's events among its consumers. */
export type ConsumerStrategy = 'RoundRobin' | 'DispatchToSingle' | 'Pinned';

/** The settings of a persistent subscription to a stream, as the clients name them. Times in milliseconds. */
export interface GroupSettings {
  readonly resolveLinks: boolean;
  readonly extraStatistics: boolean;
  /** The first revision to deliver. An END is replaced by the revision it means when the group is made. */
  readonly startFrom: number | 'end';
  /** 0 waits for an answer without end. */
  readonly messageTimeoutMs: number;
  readonly maxRetryCount: number;
  readonly minCheckpointCount: number;
  readonly maxCheckpointCount: number;
  readonly checkpointAfterMs: number;
  /** 0 is no limit. */
  readonly maxSubscriberCount: number;
  readonly liveBufferSize: number;
  readonly readBatchSize: number;
  readonly historyBufferSize: number;
  readonly strategy: ConsumerStrategy;
}

/** What names a group: its stream and its name on that stream. */
export interface GroupKey {
  readonly stream: string;
  readonly name: string;
}

/** The group's text form, which is also the subscription id its consumers are told. */
export const groupText = ({ stream, name }: GroupKey): string => `${stream}::${name}`;

/** The stream that keeps a group's parked messages, as links to the events. */
export const parkedStreamOf = (key: GroupKey): string => `$persistentsubscription-${groupText(key)}-parked`;
