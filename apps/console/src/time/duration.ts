const milliseconds = new Intl.NumberFormat('en', { style: 'unit', unit: 'millisecond' });
const seconds = new Intl.NumberFormat('en', { style: 'unit', unit: 'second', maximumFractionDigits: 1 });
const minutes = new Intl.NumberFormat('en', { style: 'unit', unit: 'minute', maximumFractionDigits: 1 });

/** A length of time in the unit that suits it: `8 ms`, `1.2 sec`, `3.5 min`. */
export function duration(ms: number): string {
  if (ms < 1000) return milliseconds.format(Math.round(ms));
  return ms < 90_000 ? seconds.format(ms / 1000) : minutes.format(ms / 60_000);
}
