/** What two runs predict of the same examples. */
export default {
  first: 'First run, A',
  second: 'Second run, B',
  examples: '{n} examples of both',
  checkpoint: '{run}: its checkpoint after {epoch} epochs',
  leftOut: 'Left out:',
  why: {
    imported: 'is a log of another program: there is no network to ask',
    training: 'still trains and has kept no checkpoint yet',
    noModel: 'left no model'
  },
  tooFew: 'Two models are needed',
  tooFewText: 'Predictions can be held against each other once two of the chosen runs have a model.',
  working: 'The models look at the examples: {n} of {of} runs are done.',
  askAll: 'Compare all {n} runs',
  apart: {
    data: 'These two runs were trained on different data',
    dataRemedy:
      'Their contents differ (by SHA-256), so a row of one is no row of the other. Choose two runs on the same data.',
    classes: 'These two runs tell different classes apart',
    classesRemedy: 'Choose two runs with the same classes.',
    truth: 'For {n} examples the two runs were told different truths',
    truthRemedy: 'They learnt different targets. Choose two runs with the same target.'
  },
  noSplit: 'No examples to compare on',
  noSplitText: 'Both runs need a test or a validation split.',
  nothingShared: 'The two runs share no example here',
  nothingSharedText: 'Their data were split in different ways. Try the other split, or train with the same split seed.',
  onlyShared:
    'The runs split their data differently. {n} examples that only one of them keeps here are left out: the other may have trained on them.',
  outcomes: 'Who is right?',
  isRight: '{run} right',
  isWrong: '{run} wrong',
  accuracyOf: 'accuracy {run}',
  cell: { both: 'both right', onlyA: 'A right, B wrong', onlyB: 'A wrong, B right', neither: 'both wrong' },
  heading: '{what}: {n}',
  selected: {
    a: 'A takes {truth} for {predicted}',
    b: 'B takes {truth} for {predicted}',
    difference: 'only one of the two takes {truth} for {predicted}'
  },
  none: 'No such examples.',
  look: 'Row {n}: {truth}; A says {a}, B says {b}. Look at both networks',
  mcnemar: {
    none: 'Both are right on the same examples.',
    notShown:
      'Only A is right on {one}, only B on {other}: as unequal as chance makes them ({p}). On these examples neither is shown to be better.',
    aBetter:
      'Only A is right on {one}, only B on {other}: more unequal than chance makes them ({p}). On these examples A is better.',
    bBetter:
      'Only A is right on {one}, only B on {other}: more unequal than chance makes them ({p}). On these examples B is better.',
    what: 'What does this test say?',
    about:
      "McNemar's exact test looks at the examples on which only one of the two is right. If both were equally good, a coin would decide which of the two it is; p is the chance that a coin splits them at least as unequally, and below 0.05 counts as more than chance. It is about these two trained models. Whether the settings are better, whatever the seed, is asked under “Real or noise?”."
  },
  confusion: {
    title: 'Confusion matrices',
    minus: 'B − A',
    axes: 'Rows are what is true, columns what is predicted.',
    difference: '{truth} taken for {predicted}: {a} by A, {b} by B',
    better: '{run} does better: more right answers on the diagonal, or fewer mistakes beside it'
  },
  classes: 'By class',
  sortByDifference: 'Largest difference first',
  detail: 'Row {n} in both networks',
  layer: 'layer',
  close: 'Close',
  agreement: {
    title: 'Agreement of all runs',
    about:
      'Share of the examples, in percent, on which two runs say the same, right or wrong. Choose two to see where they differ.',
    run: 'run',
    accuracy: 'accuracy',
    cell: '{a} and {b} agree on {share}'
  },
  regression: {
    title: 'B against A',
    by: 'predicted by {run}',
    nearer: 'A is nearer to the truth on {a} of {n} examples, B on {b}.',
    about: 'Each point is an example. On the dashed line both say the same.',
    disagree: 'Farthest apart'
  }
}
