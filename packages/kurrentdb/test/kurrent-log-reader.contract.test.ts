import { logReaderContract } from '@tools-provider/event-sourcing/contract-suites';
import { openEmbeddedLog } from './embedded-log.ts';

logReaderContract('KurrentLogReader', openEmbeddedLog);
