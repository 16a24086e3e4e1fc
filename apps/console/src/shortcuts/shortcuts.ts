/** What the single keys do, as the sheet lists it; `keys` are pressed one after the other. */
export const shortcuts = [
  { keys: ['/'], what: 'Search the list' },
  { keys: ['c'], what: 'Create a tool group; on the tasks page a task', needsCurator: true },
  { keys: ['g', 'g'], what: 'Go to the tool groups' },
  { keys: ['g', 't'], what: 'Go to the tasks' },
  { keys: ['g', 'f'], what: 'Go to the feed' },
  { keys: ['g', 'p'], what: 'Go to the pipeline' },
  { keys: ['z'], what: 'Undo what was done last, while its message is there' },
  { keys: ['j'], what: 'Next row of the list' },
  { keys: ['k'], what: 'Previous row of the list' },
  { keys: ['x'], what: 'Select the row' },
  { keys: ['Shift x'], what: 'Select everything up to the row' },
  { keys: ['b'], what: 'Go to what can be done with the selected rows' },
  { keys: ['?'], what: 'Show these shortcuts' },
] as const;
