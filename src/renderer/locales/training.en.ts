/** Settings of training. */
const training = {
  fits: 'These fit',
  other: 'These do not fit the network or the data',
  perOutput: 'one for each output',
  lossWeight: 'share in the whole loss',
  remove: 'Remove {name}',
  earlier: 'Ask {name} earlier',
  later: 'Ask {name} later',
  addMetric: 'Add a metric',
  addCallback: 'Add a callback',
  noCallbacks: 'None: training goes on through all epochs.',
  about: {
    optimizer: 'how the weights follow the gradient',
    loss: 'what is made as small as possible',
    metrics: 'what is measured besides',
    callbacks: 'what happens on the way',
    fit: 'how the epochs go'
  },
  from: { tutorials: 'as written in tutorials', addons: 'TensorFlow Addons' },
  weights: {
    none: 'all classes count the same',
    some: '{n} class has a weight of its own | {n} classes have weights of their own',
    balance: 'Balance',
    clear: 'Clear'
  },
  schedule: {
    use: 'learning rate by a schedule, step by step',
    epoch: 'Learning rate by epoch',
    step: 'Learning rate by step',
    from: '{from} to {to}'
  },
  how: 'How it is trained',
  diagnosis: {
    title: 'What this run tells',
    next: 'for the next run:',
    done: 'changed for the next run',
    more: '{n} more',
    fewer: 'Fewer',
    fold: 'Fold up'
  },
  change: 'Change',
  edit: 'Edit',
  templates: 'Templates',
  fewer: 'Done',
  layers: '{n} layer | {n} layers',
  fullBatch: 'full batch',
  fullBatchHint: 'All training examples in one batch: one step an epoch.'
}

export default training
