import { formatLogLine, type LogLine, partColours } from './system/log-line.ts';

/** Prints log lines on standard output, in colours when that is a terminal and NO_COLOR is not set. */
export function terminalLog(): (line: LogLine) => void {
  const isColoured = process.stdout.isTTY && !process.env.NO_COLOR;
  const colourOf = isColoured ? partColours() : undefined;
  return (line) => process.stdout.write(`${formatLogLine(line, colourOf)}\n`);
}
