import { fork, type ChildProcess, type Serializable } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { trainerEntry } from './paths'
import type { SpawnTrainer, TrainerProcess } from './ports'

/** What a trainer process is started with, whatever starts it. */
export const trainerEnvironment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  // Warnings and errors only: TensorFlow otherwise greets with its CPU features.
  TF_CPP_MIN_LOG_LEVEL: process.env.TF_CPP_MIN_LOG_LEVEL ?? '2'
})

/** How long messages that a dead trainer has left in the pipe are waited for. */
const LAST_WORDS_MS = 1000

/** Trainers as forked Node processes: for browser mode and the command line. */
export const forkTrainer =
  (entry: string = trainerEntry()): SpawnTrainer =>
  () => {
    const child = fork(entry, [], {
      serialization: 'advanced',
      env: trainerEnvironment(),
      execArgv: [],
      // What a trainer prints is a log; standard output belongs to the command (`--json`).
      stdio: ['ignore', process.stderr, 'pipe', 'ipc']
    })
    passOn(child.stderr!)
    return asTrainerProcess(child)
  }

/** What TensorFlow says of itself whenever it starts, whatever log level is asked for. */
const GREETING = /^WARNING: All log messages before absl::InitializeLog|^[IE]\d{4} .*oneDNN/

function passOn(stderr: Readable): void {
  createInterface({ input: stderr }).on('line', (line) => {
    if (!GREETING.test(line)) process.stderr.write(`${line}\n`)
  })
}

function asTrainerProcess(child: ChildProcess): TrainerProcess {
  const ended = exitAfterLastMessage(child)
  return {
    get pid() {
      return child.pid
    },
    post(message) {
      // Without a callback, a trainer that has just died makes this an uncaught EPIPE; its exit is reported anyway.
      if (child.connected) child.send(message as Serializable, () => undefined)
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void ended.then(({ code, signal }) => listener(code, signal)),
    kill: () => void child.kill('SIGKILL')
  }
}

// Node may report the exit before the pipe's last messages, and the last one tells how the run ended.
function exitAfterLastMessage(child: ChildProcess): Promise<{ code: number | null; signal: string | null }> {
  const drained = new Promise<void>((resolve) => child.once('disconnect', resolve))
  return new Promise((resolve) => {
    child.on('error', (error) => {
      if (child.pid === undefined) resolve({ code: null, signal: error.message }) // could not be started
    })
    child.once('exit', (code, signal) => {
      const timer = setTimeout(() => resolve({ code, signal }), LAST_WORDS_MS)
      void drained.then(() => {
        clearTimeout(timer)
        resolve({ code, signal })
      })
    })
  })
}
