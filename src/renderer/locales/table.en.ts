/** Tables in the Data view, and the ways to data of one's own. */
const table = {
  open: {
    file: 'Open data …',
    folder: 'Open folder …',
    failed: 'Not opened: {path}'
  },
  type: {
    number: 'number',
    integer: 'integer',
    boolean: 'boolean',
    time: 'time',
    text: 'text',
    tensor: 'array',
    picture: 'picture',
    sequence: 'sequence'
  },
  role: { feature: 'feature', target: 'target', weight: 'weight', split: 'split', none: 'not used' },
  roleHint: {
    feature: 'learnt from',
    target: 'what is learnt',
    weight: 'how much a row counts',
    none: 'left out'
  },
  use: 'Used as',
  sortHint: '{column}: click to sort, Shift+click to sort by several',
  menuOf: 'Sort, filter and use of {column}',
  widthOf: 'Width of {column}',
  ascending: 'Ascending',
  descending: 'Descending',
  filter: 'Filter',
  filters: 'Filters',
  operator: 'Comparison',
  value: 'Value',
  addFilter: 'Add filter',
  removeFilter: 'Remove filter: {filter}',
  is: {
    contains: 'contains',
    '=': '=',
    '!=': '≠',
    '<': '<',
    '<=': '≤',
    '>': '>',
    '>=': '≥',
    missing: 'is missing',
    present: 'is there'
  },
  missing: 'missing',
  rows: '{n} rows',
  rowsOf: '{n} of {all} rows',
  row: 'Row {n}',
  goTo: 'Go to row',
  goHint: '0 to {n}',
  busy: 'Sorting and filtering …',
  copied: '{n} rows copied',
  nothing: 'No row matches the filters.',
  gridOf: 'Rows of {name}',
  moreFaults: '{n} more',
  fact: { format: 'format', rows: 'rows', columns: 'columns', classes: 'classes' },
  columns: {
    search: 'Find a column',
    counting: 'Counting …',
    missing: 'missing',
    distinct: 'distinct',
    constant: 'always the same',
    notFinite: 'NaN or ∞',
    values: 'Most frequent',
    more: '{n} more values',
    empty: 'no value at all',
    noMatch: 'No column is called “{text}”.',
    histogramOf: 'Histogram of {column}: {n} values from {min} to {max}',
    bin: '{from} to {to}: {n}',
    pixels: 'all numbers of all rows together'
  },
  correlation: {
    title: 'Correlation',
    hint: "Pearson's r. Click a cell to see the two columns.",
    few: 'Of the first {n} number columns.',
    cell: '{x} × {y}: r = {r}',
    none: 'does not vary',
    matrix: 'Correlation of {n} columns; arrow keys move, Enter shows the two'
  },
  scatter: {
    title: 'Scatter',
    x: 'x',
    y: 'y',
    colour: 'Colour',
    noColour: 'none',
    shown: '{n} of {all} rows, evenly drawn',
    plot: '{y} over {x}, {n} points',
    other: 'other',
    pending: 'Reading …'
  }
}

export default table
