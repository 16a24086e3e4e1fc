/** One line that a part (or the supervisor itself) has to say. */
export interface LogLine {
  readonly time: Date;
  readonly part: string;
  /** As pino counts: 30 is information, 40 a warning, 50 an error, 60 fatal. */
  readonly level: number;
  readonly text: string;
}

const INFORMATION = 30;
const ERROR = 50;
const FATAL = 60;
const PLAIN_FIELDS = new Set(['level', 'time', 'pid', 'hostname', 'name', 'msg', 'err', 'v']);
const PART_COLOURS = [36, 35, 34, 32, 33];
const NAME_WIDTH = 13;

/** Understands a line of a part's output: a pino JSON line or, failing that, plain text. */
export function parseLogLine(part: string, line: string, isError = false): LogLine {
  const fields = jsonObject(line);
  if (fields === undefined || typeof fields.level !== 'number') {
    return { time: new Date(), part, level: isError ? 40 : INFORMATION, text: line };
  }
  return {
    time: new Date(typeof fields.time === 'number' ? fields.time : Date.now()),
    part,
    level: fields.level,
    text: [String(fields.msg ?? ''), detailsOf(fields), errorOf(fields)].filter(Boolean).join(' '),
  };
}

/** Whether the line says why its part cannot start. */
export function isFatal(line: LogLine): boolean {
  return line.level >= FATAL;
}

/** Whether the line says anything. How much the parts say is theirs to decide, by LOG_LEVEL. */
export function isShown(line: LogLine): boolean {
  return line.text !== '';
}

/** `12:03:04 api            listening on …`, coloured by part when asked. */
export function formatLogLine(line: LogLine, colourOf: ((part: string) => number) | undefined): string {
  const clock = line.time.toTimeString().slice(0, 8);
  const name = line.part.padEnd(NAME_WIDTH);
  const word = line.level >= ERROR ? 'ERROR ' : line.level > INFORMATION ? 'warn ' : '';
  if (colourOf === undefined) return `${clock} ${name} ${word}${line.text}`;
  const colour = line.level >= ERROR ? 31 : 33;
  const mark = word === '' ? '' : paint(colour, word);
  return `${paint(90, clock)} ${paint(colourOf(line.part), name)} ${mark}${line.text}`;
}

/** Gives every part that asks a colour of its own, in the order of asking. */
export function partColours(): (part: string) => number {
  const known = new Map<string, number>();
  return (part) => {
    const colour = known.get(part) ?? PART_COLOURS[known.size % PART_COLOURS.length] ?? 37;
    known.set(part, colour);
    return colour;
  };
}

function paint(colour: number, text: string): string {
  return `\u001b[${colour}m${text}\u001b[39m`;
}

function jsonObject(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function detailsOf(fields: Record<string, unknown>): string {
  return Object.entries(fields)
    .filter(([name]) => !PLAIN_FIELDS.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
}

function errorOf(fields: Record<string, unknown>): string {
  const error = fields.err;
  if (typeof error !== 'object' || error === null) return '';
  const { message, stack } = error as { message?: unknown; stack?: unknown };
  const isUnexpected = typeof fields.level === 'number' && fields.level >= ERROR;
  if (isUnexpected && typeof stack === 'string') return `\n${stack}`;
  return message === fields.msg ? '' : `(${String(message)})`;
}
