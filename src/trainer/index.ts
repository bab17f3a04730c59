// The trainer process: trains one run and exits, or answers what is asked of a trained model or a training step by step.
import { constants, setPriority } from 'node:os'
import { RunControl } from './control'
import { Outbox } from './outbox'
import { serveDebug } from './debug/serve'
import { serveModel } from './model/serve'
import { openPort } from './port'
import { train } from './train'
import { watchHost } from './watch-host'

const port = openPort()
if (process.send) watchHost() // Electron ends its utility processes itself
// Training takes every core: the window and its host go first, or a click waits for seconds. Before TensorFlow makes threads.
try {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
} catch {
  // Not allowed here: training is as important as all else.
}
// Ctrl+C in a terminal reaches every process of the command: the host tells what is to be done.
process.on('SIGINT', () => undefined)

const outbox = new Outbox((events) => port.post({ type: 'events', events }))
const control = new RunControl((message) => {
  if (message.type === 'event') return outbox.send(message.event)
  outbox.flush() // the order of what the host hears counts
  port.post(message)
})
let started = false
let ask: ReturnType<typeof serveModel> | null = null
port.onMessage((message) => {
  control.receive(message)
  if (message.type === 'model' && !started) {
    started = true
    ask = serveModel(message.job, port.post)
  } else if (message.type === 'debug' && !started) {
    started = true
    ask = serveDebug(message.job, port.post)
  } else if (message.type === 'ask') ask?.(message)
  if (message.type !== 'train' || started) return
  started = true
  void train(message.job, control.hooks).then(() => {
    outbox.flush()
    port.close(0)
  })
})
port.post({ type: 'ready' })
