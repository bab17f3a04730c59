/** The Data view. */
const data = {
  datasets: 'Datasets',
  samplesOf: 'Examples of {dataset}',
  gridOf: '{n} examples of {dataset}',
  sizes: '{train} train, {test} test',
  classes: '{n} classes',
  nExamples: '{n} examples',
  notHere: 'Not on this machine',
  absentTitle: '{dataset} is not on this machine yet',
  absentText: 'It is downloaded once, checked, and kept in Keras’s own cache, where Keras finds it too.',
  download: 'Download {size}',
  downloading: 'Download progress',
  connecting: 'Connecting …',
  verifying: 'Checking {file}',
  tryAgain: 'Try again',
  split: 'Split',
  classCounts: 'Examples per class',
  showClass: 'Show only {name}',
  about: 'About this dataset',
  exampleN: '{split} no. {n}',
  csvFile: 'CSV file · {task}',
  otherColumns: 'all other columns',
  lastColumn: 'last column',
  weightedBy: 'weighted by {column}',
  opened: 'Opened files',
  ofProject: 'Data of this project',
  useForProject: 'Use for this project',
  openAgain: 'Open again',
  opening: 'Opening …',
  tab: { columns: 'Columns', split: 'Split', prepare: 'Prepare', augment: 'Augment', plane: 'Plane' }
}

export default data
