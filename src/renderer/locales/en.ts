const en = {
  view: { nav: 'Views', train: 'Train', data: 'Data', runs: 'Runs' },
  command: {
    train: 'Train',
    stop: 'Stop',
    kill: 'End now',
    cancel: 'Cancel',
    close: 'Close',
    settings: 'Settings',
    toggleDock: 'Show or hide the dock'
  },
  top: {
    projectName: 'Project name',
    rename: 'Double-click or press Enter to rename',
    changed: 'Differs from the example',
    epoch: 'epoch {epoch}/{epochs}',
    left: '{time} left',
    after: 'after {time}',
    stopping: 'Stopping …',
    progress: 'Training progress'
  },
  connection: {
    lost: 'Connection lost – reconnecting …',
    expired: 'This session has ended. Run “netloom serve” again and open its new link.'
  },
  blocked: {
    loading: 'Loading …',
    training: 'A run is training.',
    starting: 'Starting …',
    design: 'The network has a problem.',
    field: '{field} needs a valid value.',
    dataset: '{dataset} is not on this machine yet: download it first.',
    downloading: '{dataset} is being downloaded.'
  },
  setup: {
    heading: 'Train a network',
    liveHeading: 'Current run',
    lastHeading: 'Latest run',
    title: 'Set-up',
    run: 'Run',
    network: 'Network',
    data: 'Dataset',
    training: 'Training',
    trainIt: 'Train {name}',
    hint: 'or press {shortcut}'
  },
  gloss: { epochs: 'passes', batch_size: 'examples', learning_rate: 'step size', seed: 'randomness' },
  field: {
    number: 'Enter a number.',
    integer: 'Enter a whole number.',
    above: 'Must be more than {min}.',
    atLeast: 'Must be at least {min}.',
    atMost: 'Must be at most {max}.'
  },
  network: { layers: 'Layers', parameters: '{n} parameters', total: 'Parameters in all' },
  split: { train: 'train', validation: 'validation', test: 'test' },
  task: { classification: 'classification', regression: 'regression' },
  chart: {
    train: 'train',
    validation: 'val',
    now: 'now',
    best: 'best',
    atEpoch: 'epoch {epoch}',
    full: 'all',
    fullHint: 'Fit the axis to every batch, outliers too',
    logHint: 'Logarithmic axis',
    table: 'table',
    tableHint: 'Show as table',
    tableOf: '{metric} by epoch, as a table',
    batchPoints: '{n} batches so far',
    noEpoch: 'No epoch has ended yet.',
    epochAxis: 'epoch',
    epochN: 'epoch {epoch}',
    stepN: 'step {step}',
    batch: 'batch',
    summary: '{metric} over {epochs} epochs: train {train}, validation {validation}.',
    bestAt: 'Best {value} at epoch {epoch}.'
  },
  metric: { loss: 'loss', accuracy: 'accuracy', mae: 'mean absolute error', mse: 'mean squared error' },
  status: {
    starting: 'Starting',
    running: 'Training',
    completed: 'Completed',
    stopped: 'Stopped',
    failed: 'Failed',
    crashed: 'Crashed',
    interrupted: 'Interrupted'
  },
  ended: {
    starting: 'Starting',
    running: 'Training',
    completed: 'Completed, but not without an error',
    stopped: 'Stopped',
    failed: 'This run failed',
    crashed: 'This run crashed',
    interrupted: 'This run was interrupted',
    ownerGone: 'its workbench is gone'
  },
  run: {
    began: 'started {time}',
    preparing: 'Preparing the data and the network …',
    preparingHint: 'The first curve appears with the first batches.',
    noCurves: 'No curves',
    noCurvesHint: 'This run ended before its first batch.'
  },
  figure: { left: 'time left', time: 'time', speed: 'samples/s' },
  test: { title: 'Test result', of: 'Test {metric}', examples: '{n} examples' },
  fact: {
    settings: 'Settings of this run',
    reuse: 'Use these settings',
    title: 'About this run',
    dataset: 'dataset',
    engine: 'engine',
    machine: 'machine',
    shape: 'shape',
    task: 'task',
    origin: 'found in',
    folder: 'Folder',
    licence: 'Licence',
    homepage: 'Source'
  },
  data: {
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
    weightedBy: 'weighted by {column}'
  },
  runs: {
    table: 'Runs',
    count: '{n} run | {n} runs',
    filter: 'Filter runs',
    copy: 'Copy as TSV',
    none: 'No runs yet',
    noneText: 'Every training is kept here with its settings, its curves and its result.',
    goTrain: 'Train the first one',
    name: 'Name',
    status: 'Status',
    dataset: 'Dataset',
    test: 'Test',
    time: 'Time',
    started: 'Started',
    engine: 'Engine'
  },
  dock: {
    title: 'Dock',
    log: 'Log',
    problems: 'Problems',
    problemCount: '{n} problem | {n} problems',
    emptyLog: 'The log of a run appears here, as Keras prints it.',
    noProblems: 'No problems.'
  },
  source: { workbench: 'Workbench', design: 'Network', data: 'Data', training: 'Training' },
  error: {
    copy: 'Copy details',
    copied: 'Copied',
    copyCommand: 'Copy',
    show: 'Show',
    dismiss: 'Dismiss'
  },
  settings: {
    language: 'Language',
    theme: 'Theme',
    system: 'System',
    light: 'Light',
    dark: 'Dark',
    home: 'Runs and settings',
    version: 'Version'
  },
  runtime: {
    title: 'Runtime',
    native: 'native',
    portable: 'portable engine (slower)',
    mend: 'Training works, but slower than native TensorFlow. Click to see how to mend it.',
    mendWith: 'For native speed, run:',
    cores: '{n} core | {n} cores'
  },
  boot: { title: 'The workbench cannot be opened', retry: 'Try again' }
}

export default en
/** The same keys with any text. */
export type Messages = typeof en
