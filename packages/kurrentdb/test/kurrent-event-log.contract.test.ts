import { eventLogContract } from '@tools-provider/event-sourcing/contract-suites';
import { openEmbeddedLog } from './embedded-log.ts';

eventLogContract('KurrentEventLog', openEmbeddedLog);
