// A process that trains one row with one of Netloom's engines: node worker.js <folder> <role> <ms since 1970 when started>.
// It says {ready} after a warm-up, then answers each line of standard input (see contender.ts).
import { createInterface } from 'node:readline'
import { openTraining, type Training } from './netloom-side'
import type { Answer, Question } from './contender'
import type { WorkerRole } from './contenders'

const [folder, role, spawned] = process.argv.slice(2)
const started = Date.now() - Number(spawned)
const say = (value: object): void => void process.stdout.write(`${JSON.stringify(value)}\n`)

/** Samples per second of each kind of work, as last measured: a round is as many whole passes as fill its time. */
const speeds = new Map<Question['work'], number>()

async function round(training: Training, { work, seconds }: Question): Promise<Answer> {
  const once = { train: null, evaluate: training.evaluate, predict: training.predict }[work]
  const passes = Math.max(1, Math.round(((speeds.get(work) ?? 0) * seconds) / training.examples))
  const began = performance.now()
  if (once) for (let pass = 0; pass < passes; pass++) await once()
  else await training.train(passes)
  const samplesPerSecond = (passes * training.examples * 1000) / (performance.now() - began)
  speeds.set(work, samplesPerSecond)
  return { samplesPerSecond }
}

try {
  const training = await openTraining(folder!, role as WorkerRole)
  if (role !== 'first-step') {
    await training.train(1)
    await round(training, { work: 'train', seconds: 0 })
  }
  say({ ready: true, parts: { process: started, ...training.parts } })
  for await (const line of createInterface(process.stdin)) say(await round(training, JSON.parse(line) as Question))
  process.exit(0)
} catch (error) {
  say({ leftOut: error instanceof Error ? error.message.split('\n')[0] : String(error) })
  process.exit(1)
}
