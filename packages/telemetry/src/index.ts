export { mayScrape, type Scraper } from './may-scrape.ts';
export { startTelemetry, type Telemetry, type TelemetryOptions } from './start-telemetry.ts';
export { contextOf, currentTraceparent } from './traceparent.ts';
