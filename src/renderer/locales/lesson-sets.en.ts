const lessonSets = {
  last: 'Weights of the last epoch',
  chosen: 'Weights chosen by validation',
  validation: 'validation',
  test: 'test',
  look: 'Now look at the test score',
  chooseFirst: 'Train with EarlyStopping first: the step before has a button for it.',
  noTrials: 'No trial has ended yet: the step before begins the sweep.',
  picture: '{n} trials; the best by validation has {validation} there and {test} on the test set.',
  xAxis: 'validation accuracy',
  yAxis: 'test accuracy',
  point: 'validation {validation}, test {test}',
  key: 'One point is one trial; ringed: the best by validation. On the dashed line both scores are the same.',
  lookAll: 'Show the test scores of all {n}',
  ofBest: 'Best trial: validation − test',
  mean: 'All trials on average',
  notHere: 'In your sweep the best was not too optimistic. That is luck too: with other seeds it is, on average.'
}

export default lessonSets
