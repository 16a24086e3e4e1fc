/** The colours that are offered for a label, by their names. */
export const colours = [
  { name: 'Grey', value: '#6b7280' },
  { name: 'Red', value: '#b91c1c' },
  { name: 'Orange', value: '#c2410c' },
  { name: 'Amber', value: '#b45309' },
  { name: 'Green', value: '#15803d' },
  { name: 'Teal', value: '#0f766e' },
  { name: 'Blue', value: '#1d4ed8' },
  { name: 'Violet', value: '#6d28d9' },
  { name: 'Pink', value: '#be185d' },
] as const;

/** The colour of a label that was given none. */
export const USUAL_COLOUR = colours[0].value;
