/** What bounds a rebuild's memory and its reports. */
export interface RebuildLimits {
  /** How many events are read at a time. */
  readonly pageEvents: number;
  /** Of how many events the documents in memory may be made. */
  readonly cachedEvents: number;
  /** Of how many streams it is remembered how far they are projected, or that they were left behind. */
  readonly rememberedStreams: number;
  /** How many streams are read side by side where they are read one by one. */
  readonly parallelStreams: number;
  /** With how many streams left a swap is tried: they are brought up while everybody waits. */
  readonly swapStreams: number;
  /** With how many events left a swap is tried: streams that would take longer are brought up first. */
  readonly swapEvents: number;
  /** How many failures or differences are reported. */
  readonly reported: number;
}

/** Some ten megabytes, and a swap of some ten milliseconds. */
export const REBUILD_LIMITS: RebuildLimits = {
  pageEvents: 1_000,
  cachedEvents: 50_000,
  rememberedStreams: 100_000,
  parallelStreams: 16,
  swapStreams: 100,
  swapEvents: 5_000,
  reported: 100,
};
