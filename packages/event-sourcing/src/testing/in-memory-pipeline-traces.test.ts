import { InMemoryPipelineTraces } from './in-memory-pipeline-traces.ts';
import { pipelineTracesContract } from './pipeline-traces-contract.ts';

pipelineTracesContract('InMemoryPipelineTraces', async () => ({
  traces: new InMemoryPipelineTraces(),
  close: async () => undefined,
}));
