/** Control of runs: queue, pause, going on. */
const control = {
  queue: 'Add to queue',
  queueHint: 'Train when the run that trains now has ended',
  pauseHint: 'Pause after the current step; nothing is lost',
  continue: 'Continue',
  continueHint: 'Go on as if there had been no pause',
  stopMenu: 'Ways to stop',
  queueTitle: 'Runs that train or wait',
  waiting: '{n} waiting',
  runs: '{n} runs',
  startNow: 'Start {name} now',
  earlier: 'Move {name} up',
  later: 'Move {name} down',
  takeOut: 'Take {name} out of the queue',
  stopRun: 'Stop {name}',
  parallel: 'Runs at the same time',
  branchedFrom: 'branched from {run}, epoch {epoch}',
  goOn: {
    open: 'Go on …',
    title: 'Go on with {name}',
    how: 'How to go on',
    resume: 'In this run',
    branch: 'In a new run',
    resumeText: 'As if it had never ended: weights, optimizer and the order of the examples go on where they were.',
    branchText: 'A branch: it begins with these weights, may be set otherwise, and this run stays as it is.',
    from: 'From',
    end: 'its end (epoch {epoch})',
    kept: 'checkpoint of epoch {epoch}',
    later: 'What this run told of the time after this checkpoint is replaced.',
    settings: 'Settings',
    ofRun: 'those of this run',
    inHand: 'those of {name}, as it is now',
    inAll: 'in all',
    start: 'Go on',
    startBranch: 'Branch'
  }
}

export default control
