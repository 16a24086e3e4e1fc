const whole = new Intl.NumberFormat('en');

/** A count with its thousands set apart. */
export function count(value: number): string {
  return whole.format(value);
}

/** `1 group`, `1,204 groups`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

const kilobytes = new Intl.NumberFormat('en', { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 });
const megabytes = new Intl.NumberFormat('en', { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });

/** How large something is: `0.4 kB`, `5 MB`. */
export function bytes(value: number): string {
  return value < 1_000_000 ? kilobytes.format(value / 1_000) : megabytes.format(value / 1_000_000);
}
