import { utilityProcess, type UtilityProcess } from 'electron'
import { trainerEnvironment } from '../fork-trainer'
import { trainerEntry } from '../paths'
import type { TrainerProcess } from '../ports'

/** A trainer as a utility process of Electron: it ends with the workbench, whatever becomes of that. */
export function spawnUtilityTrainer(): TrainerProcess {
  const child = utilityProcess.fork(trainerEntry(), [], {
    serviceName: 'Netloom trainer',
    stdio: 'inherit',
    env: trainerEnvironment()
  })
  return {
    get pid() {
      return child.pid
    },
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    // Electron does not tell which signal it was.
    onExit: (listener) => void child.once('exit', (code) => listener(code, null)),
    kill: () => killForGood(child)
  }
}

// child.kill() asks politely (SIGTERM), which waits while TensorFlow computes.
function killForGood(child: UtilityProcess): void {
  if (child.pid === undefined) child.once('spawn', () => endProcess(child))
  else endProcess(child)
}

function endProcess(child: UtilityProcess): void {
  try {
    if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
  } catch {
    // Gone by itself meanwhile.
  }
}
