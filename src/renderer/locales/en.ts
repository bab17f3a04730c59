import control from './control.en'
import { compare, runsPage } from './compare.en'
import differences from './differences.en'
import curves from './curves.en'
import builder from './builder.en'
import browse from './browse.en'
import data from './data.en'
import inside from './inside.en'
import evaluate from './evaluate.en'
import inspector from './inspector.en'
import projector from './projector.en'
import layers from './layers.en'
import lessonMnist from './lesson-mnist.en'
import lessonPictures from './lesson-pictures.en'
import lessonSets from './lesson-sets.en'
import lessons from './lessons.en'
import lessonLine from './lesson-line.en'
import convolution from './lesson-convolution.en'
import loss from './lesson-loss.en'
import lessonLoop from './lesson-loop.en'
import stepDebugger from './debugger.en'
import overlay from './overlay.en'
import noise from './noise.en'
import predictions from './predictions.en'
import prepare from './prepare.en'
import problems from './problems.en'
import files from './files.en'
import fit from './fit.en'
import sweeps from './sweeps.en'
import runTable from './run-table.en'
import table from './table.en'
import training from './training.en'
import tryIt from './try.en'

const en = {
  compare,
  runsPage,
  curves,
  differences,
  builder,
  control,
  inside,
  inspector,
  layers,
  lessonMnist,
  lessonPictures,
  lessonSets,
  lessons,
  lessonLine,
  convolution,
  loss,
  lessonLoop,
  debugger: stepDebugger,
  overlay,
  projector,
  noise,
  predictions,
  prepare,
  problems,
  files,
  fit,
  sweeps,
  runTable,
  table,
  training,
  view: { nav: 'Views', design: 'Design', data: 'Data', train: 'Train', runs: 'Runs', learn: 'Learn' },
  command: {
    train: 'Train',
    stop: 'Stop',
    stopBest: 'Stop and keep the best weights',
    pause: 'Pause',
    tryValues: 'Try other values (sweep)',
    kill: 'End now',
    cancel: 'Cancel',
    close: 'Close',
    settings: 'Settings',
    toggleDock: 'Show or hide the dock',
    showCommands: 'All commands',
    findCommand: 'Find a command',
    noCommand: 'No command is called “{query}”.',
    about: '{command}: {about}',
    undo: 'Undo',
    redo: 'Redo',
    copy: 'Copy',
    cut: 'Cut',
    paste: 'Paste',
    duplicate: 'Duplicate',
    delete: 'Delete',
    selectAll: 'Select all',
    quickAdd: 'Add a layer',
    rename: 'Rename',
    callAgain: 'Call again (share weights)',
    unshare: 'Give it weights of its own',
    addNote: 'Add a note',
    editParameters: 'Edit parameters',
    group: 'Group into a block',
    ungroup: 'Ungroup',
    collapse: 'Show block as one, or open it',
    repeatBlock: 'Repeat the block',
    arrange: 'Lay out',
    colourByTime: 'Colour layers by time',
    turn: 'Lay out the other way (down or right)',
    align: { left: 'Align left', top: 'Align top', columns: 'Spread in columns', rows: 'Spread in rows' },
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    zoomFit: 'Show all',
    code: 'Keras code',
    walk: {
      ArrowUp: 'Layer above',
      ArrowDown: 'Layer below',
      ArrowLeft: 'Layer to the left',
      ArrowRight: 'Layer to the right'
    },
    nudge: { ArrowUp: 'Move up', ArrowDown: 'Move down', ArrowLeft: 'Move left', ArrowRight: 'Move right' }
  },
  /** What a step of undo did. */
  edit: {
    add: 'add layer',
    insert: 'insert layer',
    connect: 'connect',
    remove: 'delete',
    move: 'move',
    rename: 'rename layer',
    param: 'change parameter',
    inputs: 'change inputs',
    paste: 'paste',
    duplicate: 'duplicate',
    callAgain: 'share layer',
    unshare: 'own weights',
    group: 'group',
    ungroup: 'ungroup',
    collapse: 'collapse block',
    expand: 'open block',
    repeat: 'repeat block',
    addNote: 'add note',
    note: 'change note',
    align: 'align',
    arrange: 'lay out',
    split: 'change split',
    step: 'change preparation',
    augmentation: 'change augmentation',
    dataset: 'change dataset',
    roles: 'change the use of columns',
    training: 'change training',
    name: 'rename project',
    fix: 'fix',
    sweep: 'settings of a trial',
    import: 'import model'
  },
  top: {
    projectName: 'Project name',
    rename: 'Double-click or press Enter to rename',
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
    starting: 'Starting …',
    design: 'Cannot train: {problem}',
    data: 'The data cannot be used: {problem}',
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
    atMost: 'Must be at most {max}.',
    less: 'Decrease {name}',
    more: 'Increase {name}',
    hold: 'Hold to go on; Shift: ten steps at once',
    drag: 'Drag sideways to change it',
    usual: 'Usual values of {name}',
    addNumber: '+ number',
    removeNumber: '− number',
    perAxis: 'One per axis',
    allAxes: 'One for all'
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
    table: 'table',
    tableHint: 'Show as table',
    tableOf: '{metric} by epoch, as a table',
    batchPoints: '{n} batches so far',
    noEpoch: 'No epoch has ended yet.',
    epochN: 'epoch {epoch}',
    stepN: 'step {step}',
    batch: 'batch',
    summary: '{metric} over {epochs} epochs: train {train}, validation {validation}.',
    bestAt: 'Best {value} at epoch {epoch}.'
  },
  metric: { loss: 'loss', accuracy: 'accuracy', mae: 'mean absolute error', mse: 'mean squared error' },
  status: {
    queued: 'Queued',
    starting: 'Starting',
    running: 'Training',
    paused: 'Paused',
    completed: 'Completed',
    stopped: 'Stopped',
    failed: 'Failed',
    crashed: 'Crashed',
    interrupted: 'Interrupted'
  },
  ended: {
    queued: 'Queued',
    starting: 'Starting',
    running: 'Training',
    paused: 'Paused',
    completed: 'Completed, but not without an error',
    stopped: 'Stopped',
    failed: 'This run failed',
    crashed: 'This run crashed',
    interrupted: 'This run was interrupted',
    ownerGone: 'its workbench is gone'
  },
  run: {
    tabs: 'Ways to look at this run',
    tab: {
      curves: 'Curves',
      fit: 'Fit',
      layers: 'Layers',
      evaluate: 'Evaluate',
      try: 'Try it',
      inside: 'Look inside',
      projector: 'Projector'
    },
    began: 'started {time}',
    preparing: 'Preparing the data and the network …',
    preparingHint: 'The first curve appears with the first batches.',
    noCurves: 'No curves',
    noCurvesHint: 'This run ended before its first batch.'
  },
  figure: {
    left: 'time left',
    time: 'time',
    speed: 'samples/s',
    cpu: 'processor',
    cores: '{used} of {cores} cores, by the trainer',
    memory: 'memory',
    memoryOf: 'What the trainer has in memory'
  },
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
  browse,
  data,
  evaluate,
  tryIt,
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
