const lessonLine = {
  title: 'One step, with the numbers in',
  heading: {
    walk: 'One step, with the numbers in',
    ask: 'Step 2 of your run',
    end: 'The last step, and the best line'
  },
  noRun: 'Train first: the numbers are those of your own run.',
  noStep: 'The first step is about to come.',
  obstacle: {
    network: 'These formulas are for one neuron with one input, w and b. Your run has another network.',
    loss: 'These formulas are of the mean squared error. Your run has another loss.',
    optimizer: 'These formulas are of plain gradient descent (SGD without momentum). Your run has another optimizer.',
    batch:
      'Here each step uses all points. Your run goes in smaller batches: make batch_size at least as large as the training set.',
    steps: 'Your run scales the data before the neuron sees them, so its w and b are not in the units of the file.'
  },
  step: 'Step',
  stepOf: 'Step {n} of {all}',
  go: { first: 'First step', before: 'One step back', after: 'One step on', last: 'Last step' },
  picture: '{y} over {x}: the line before and after step {n}, and the best one',
  key: { before: 'before the step', after: 'after it' },
  best: 'least squares (closed form)',
  sums: 'What each of the {n} points adds',
  morePoints: '… and {n} more',
  sum: 'Sum',
  row: {
    before: 'before',
    gradient: 'gradient',
    change: '{rate} × gradient',
    next: 'after, by hand',
    run: 'after, in your run'
  },
  agreesWholly: 'Your run has exactly the same numbers, to the last digit.',
  agrees: 'By hand and in your run the same to {digits} digits ({dtype}).',
  compared: 'How wrong the lines are, over all points',
  before: 'Before step {n}',
  after: 'After step {n}',
  error: 'error',
  onTrain: 'training ({n})',
  onTest: 'test ({n})',
  of: { learnt: 'learnt line', truth: 'true line' },
  evaluate: 'Evaluate on the test set',
  file: 'File',
  columns: 'Columns',
  rows: 'Rows',
  choose: 'Choose a CSV of your own',
  refused: '{name} does not have just two columns of numbers, x and y, with no gaps.',
  given: 'Step 2 of your run. What comes of it?',
  ask: { gradient: 'Gradient of w', next: 'New w' },
  right: 'Right',
  wrong: 'Not yet',
  hint: 'Show how'
}
export default lessonLine
