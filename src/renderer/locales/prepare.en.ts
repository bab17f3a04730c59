/** Preparing data: splits, steps, augmentation, made-up data. */
const prepare = {
  more: 'and {n} more',
  split: {
    adopt: 'This is how the data would be dealt. To change it, use them for the project first.',
    part: '{split} {n} ({share})',
    boundary: { validation: 'Where validation begins', test: 'Where test begins' },
    fixed: 'This split is the dataset’s own.',
    how: 'How the examples are dealt',
    mode: { own: 'Own test split', shares: 'Shares', counts: 'Counts', column: 'By a column' },
    column: 'Column that says the split',
    chooseColumn: 'Choose a column',
    notASplit: 'not a split',
    wrong: 'A share (0.1, 10 %, 1/6) or a whole number of examples',
    ownTest: 'Test: the {n} examples that the dataset itself keeps for it.',
    ownValidation: 'Validation: the {n} examples that the dataset itself keeps for it.',
    ofAll: 'of all examples: {n}, {share}',
    ofTraining: 'of what is left for training: {n}, {share}',
    stratified: 'Keep the share of each class',
    stratifiedHelp: 'Each class has the same share in every split.',
    noClasses: 'Only with classes.',
    seed: 'the same one deals the same',
    why: 'Why three',
    for: {
      train:
        'Learnt from: the weights are fitted to these examples, and they come out well on them whatever they are worth.',
      validation:
        'Chosen by: measured after each epoch on examples not learnt from. You compare designs and settings by it, and stop in time.',
      test: 'Asked once, at the end: who chooses by validation long enough fits that too. Only examples that decided nothing tell how good the network is.'
    },
    perClass: 'Examples of each class',
    class: 'Class'
  },
  steps: {
    adopt: 'To prepare these data for a network, use them for the project first.',
    raw: 'Some training rows as they come',
    otherRows: 'Other rows',
    none: 'No step yet: the network gets the columns as they are.',
    add: 'Add a step',
    find: 'Find a step',
    fits: 'Fit these columns',
    other: 'Others',
    nth: 'Step {n}: {title}',
    drag: 'Drag to another place (Alt+Up, Alt+Down)',
    up: '{title}: move up',
    down: '{title}: move down',
    remove: 'Remove {title}',
    columns: 'Columns',
    columnsOf: 'Columns of {title}',
    allThatFit: 'all that fit',
    before: 'Before',
    after: 'After',
    waits: 'Waits until the step above can be done.',
    computing: 'Computing on the training split …',
    learnt: 'Learnt from the {n} training rows only:',
    numbers: '{n} numbers: {first}',
    words: '{n}: {first}',
    addBefore: 'Add {name} before it',
    addStep: 'Add {name}',
    fed: 'What the network gets',
    range: 'from {min} to {max}',
    fit: {
      fits: 'The design takes it as it is ({inputs}).',
      reshaped: 'The design takes it: as many values, brought to the shape of {inputs}.',
      parts: 'The design takes it in parts: {inputs}.',
      misfit: 'The design expects {inputs}, which does not fit {shape}.'
    },
    setInput: 'Set {name} to {shape}',
    exact: 'The exact tensor of row {row}',
    target: 'Target:'
  },
  augment: {
    adopt: 'To augment these pictures, use them for the project first.',
    on: 'Augmentation',
    presets: 'Presets',
    preset: { none: 'None', digits: 'Digits', photos: 'Photos', strong: 'Strong' },
    about:
      'Each time a picture comes in a training batch, it is changed a little, at random from the seed: the network never sees quite the same one twice, and learns what does not matter. Validation and test pictures stay as they are.',
    refused: 'This value would not do: the lower end of a range must be above 0.',
    whichRow: 'of the dataset',
    otherPicture: 'Another picture',
    newSeed: 'New seed',
    original: 'As it is',
    variant: 'Variant {n}',
    batch: 'Show the exact batch of an epoch',
    batchShuffled:
      'Replayed as training will see it: seed {seed}, shuffled anew in each epoch, batch_size {size}. Epochs and batches count from 1.',
    batchInOrder:
      'Replayed as training will see it: seed {seed}, not shuffled, batch_size {size}. Epochs and batches count from 1.',
    epoch: 'from 1',
    ofBatches: 'of {n}',
    row: 'Row {n} of the dataset',
    rowNumber: 'Row'
  },
  plane: {
    makeUp: 'Make up data …',
    madeUp: 'Made up',
    generator: 'What is made up',
    samples: 'examples',
    noise: 'standard deviation',
    seed: 'random numbers',
    byHand: 'These points are set by hand and kept in the project.',
    truth: 'In truth:',
    next: 'The next point is of class',
    newClass: '{n} (new)',
    keys: 'Click adds a point, dragging moves it; arrow keys move the chosen one, Delete removes it.',
    becomesPoints:
      'With the first change by hand, these become points of their own, kept in the project; Undo brings the generator back.',
    addPoint: 'Add at (0, 0)',
    clear: 'Remove all',
    many: '{shown} of them are shown. Up to {most} can be changed by hand.',
    label: '{n} points on a plane',
    table: 'Points as numbers',
    cell: '{column} of point {n}',
    removeN: 'Remove point {n}'
  }
}

export default prepare
