import { InMemorySinkPositions } from './in-memory-sink-positions.ts';
import { sinkPositionsContract } from './sink-positions-contract.ts';

sinkPositionsContract('InMemorySinkPositions', async () => ({
  positions: new InMemorySinkPositions(),
  close: async () => undefined,
}));
