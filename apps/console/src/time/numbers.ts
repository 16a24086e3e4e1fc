const whole = new Intl.NumberFormat('en');

/** A count with its thousands set apart. */
export function count(value: number): string {
  return whole.format(value);
}

/** `1 group`, `1,204 groups`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
