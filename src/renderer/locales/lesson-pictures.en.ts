const lessonPictures = {
  choose: 'Open a folder of mine …',
  or: 'or, if you have none:',
  make: 'Make a folder of real pictures',
  makeAbout:
    'Writes 900 PNG pictures of Fashion-MNIST (Pullover, Coat and Shirt; of each 100 for training, for validation and for test) into netloom-pictures in your home folder. Nothing is overwritten.',
  folder: 'The pictures are in',
  found: 'Shown now: {n} pictures of {classes} classes ({names}).',
  faults: '{n} could not be read; the Data view names them.',
  noProject: 'Open the project first: the step before has a button for it.',
  steps: '{n} pictures / {size} in a batch = {steps} step | {n} pictures / {size} in a batch = {steps} steps',
  unset: 'Not set: Keras takes all batches.',
  isSet: 'Set to {n}.',
  fits: 'Set to {n}: every picture once.',
  figure: 'Figure',
  without: 'without',
  with: 'with',
  gap: 'val_loss − loss',
  test: 'test {log}'
}

export default lessonPictures
