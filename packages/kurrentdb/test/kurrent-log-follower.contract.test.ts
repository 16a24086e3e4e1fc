import { logFollowerContract } from '@tools-provider/event-sourcing/contract-suites';
import { openEmbeddedLog } from './embedded-log.ts';

logFollowerContract('KurrentLogFollower', openEmbeddedLog);
