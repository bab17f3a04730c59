// Kills trainers and their hosts (SIGKILL) at random moments, and holds every run to what is promised: it opens, no finished
// epoch that was told is lost, it goes on, and ends with the same weights and logs as the run that nothing happened to.
//   node scripts/kill-runs.mjs [--moments 100] [--seed 1]
// Needs the built program (npm run build) and native TensorFlow; a folder of its own is its NETLOOM_HOME.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'

const ROOT = resolve(import.meta.dirname, '..')
const { values } = parseArgs({
  options: {
    moments: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 1e6) }
  }
})
const moments = Number(values.moments)
/** How many of the moments lie in training; the others lie before it. */
const TRAINING_SHARE = 0.75
const random = mulberry32(Number(values.seed))
const home = mkdtempSync(join(tmpdir(), 'netloom-kill-'))
const env = { ...process.env, NETLOOM_HOME: home, NETLOOM_SETUP: 'off' }
const projectFile = join(home, 'project.netloom.json')
writeFileSync(projectFile, JSON.stringify(project()))
console.log(`seed ${values.seed}, ${moments} moments, in ${home}`)

/** mulberry32 (Tommy Ettinger, public domain): numbers in [0, 1) that a seed repeats. @param {number} state */
function mulberry32(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** A small network with all that is random or has a state, over a few seconds. */
function project() {
  const example = JSON.parse(readFileSync(join(ROOT, 'examples', 'line.netloom.json'), 'utf8'))
  const layers = [
    ['Input', { shape: [1] }],
    ['Dense', { units: 64, activation: 'relu' }],
    ['BatchNormalization', {}],
    ['Dropout', { rate: 0.3 }],
    ['Dense', { units: 64, activation: 'relu' }],
    ['Dense', { units: 1 }]
  ]
  const nodes = layers.map(([class_name, config], i) => ({ name: `layer_${i}`, class_name, config }))
  const edges = nodes.slice(1).map(({ name }, i) => ({ source: `layer_${i}`, target: name }))
  const { source } = example.dataset
  return {
    ...example,
    dataset: { ...example.dataset, source: { ...source, path: resolve(ROOT, 'examples', source.path) } },
    model: { ...example.model, nodes, edges },
    training: {
      ...example.training,
      optimizer: 'adam',
      epochs: 300,
      batch_size: 2,
      callbacks: [{ class_name: 'EarlyStopping', config: { patience: 100000, restore_best_weights: true } }]
    }
  }
}

/** @param {string[]} args */
function netloom(args) {
  return spawn(process.execPath, [join(ROOT, 'bin/netloom.mjs'), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** The processes that a process has started, and theirs. @param {number} pid @returns {number[]} */
function below(pid) {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  const pairs = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number))
  /** @type {(parent: number) => number[]} */
  const of = (parent) =>
    pairs.flatMap(([child, ppid]) => (child !== undefined && ppid === parent ? [child, ...of(child)] : []))
  return of(pid)
}

/**
 * Runs a command, and kills it after a while where it has not ended by itself.
 * @param {string[]} args
 * @param {{ share: number, training: boolean, what: 'trainer' | 'host' } | null} death after a share of what it takes to
 * begin, or from then on of what it takes to train
 */
async function session(args, death) {
  const child = netloom(args)
  let errors = ''
  child.stderr.on('data', (text) => (errors += text))
  /** @type {{ runId: string | null, epochs: number, ended: any }} */
  const told = { runId: null, epochs: 0, ended: null }
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  const began = performance.now()
  let trains = began
  const dieAfter = (/** @type {number} */ ms) => {
    if (death) timer = setTimeout(() => kill(child.pid ?? 0, death.what), ms)
  }
  if (death && !death.training) dieAfter(death.share * pace.start)
  createInterface({ input: child.stdout }).on('line', (line) => {
    const message = JSON.parse(line)
    if (message.runId) told.runId = message.runId
    if (message.event === 'start' || message.event === 'resume') {
      trains = performance.now()
      if (death?.training) dieAfter(death.share * pace.training)
    }
    if (message.event === 'epoch') told.epochs = message.epoch
    if (message.event === 'end') told.ended = message
  })
  const exit = new Promise((done) => child.once('close', done))
  await exit
  clearTimeout(timer)
  return { ...told, errors, start: trains - began, training: performance.now() - trains }
}

/** @param {number} pid @param {'trainer' | 'host'} what */
function kill(pid, what) {
  const children = below(pid)
  // bin/netloom.mjs may start the program as a process of its own: the trainer is the last, all others are the host.
  const trainer = children.filter((child) => /trainer/.test(commandOf(child)))
  const victims = what === 'trainer' ? trainer : [pid, ...children.filter((child) => !trainer.includes(child))]
  for (const victim of victims.length > 0 ? victims : [pid, ...children]) {
    try {
      process.kill(victim, 'SIGKILL')
    } catch {
      // It has just ended.
    }
  }
}

/** @param {number} pid */
const commandOf = (pid) => spawnSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' }).stdout

/** @param {string} runId */
function outcome(runId) {
  const folder = join(home, 'runs', runId)
  const weights = createHash('sha256')
    .update(readFileSync(join(folder, 'model', 'weights.bin')))
    .digest('hex')
  return { weights, epochs: epochsOf(folder) }
}

/** Logs of each epoch as the log tells them at last. @param {string} folder */
function epochsOf(folder) {
  const path = join(folder, 'metrics.jsonl')
  /** @type {Map<number, string>} */
  const epochs = new Map()
  for (const line of existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []) {
    let event
    try {
      event = JSON.parse(line)
    } catch {
      continue // cut short by a kill
    }
    if (event.type === 'start') epochs.clear()
    if (event.type === 'resume') for (const epoch of epochs.keys()) if (epoch >= event.epoch) epochs.delete(epoch)
    if (event.type === 'epoch') epochs.set(event.epoch, JSON.stringify(event.logs))
  }
  return [...epochs.entries()].sort(([a], [b]) => a - b)
}

/** What the run that nothing happens to takes, in milliseconds. */
let pace = { start: 0, training: 0 }
/** @type {string[]} */
const faults = []
/** @param {boolean} holds @param {string} text */
function expect(holds, text) {
  if (!holds) faults.push(text)
  if (!holds) console.log(`  FAULT: ${text}`)
}

const whole = await session(['train', projectFile, '--json'], null)
if (whole.ended?.status !== 'completed' || !whole.runId) throw new Error(`the first run failed:\n${whole.errors}`)
const wanted = outcome(whole.runId)
pace = { start: whole.start, training: whole.training }

let done = 0
let runs = 0
while (done < moments) {
  runs += 1
  /** @type {string | null} */
  let runId = null
  let completed = false
  while (!completed) {
    const what = random() < 0.5 ? 'trainer' : 'host'
    const training = random() < TRAINING_SHARE
    const share = random()
    const dies = done < moments
    const death = `${what} killed at ${Math.round(share * 100)} % of ${training ? 'training' : 'the start'}`
    /** @type {Set<string>} */
    const before = new Set(runId === null ? runIds() : [])
    const told = await session(
      runId === null ? ['train', projectFile, '--json'] : ['resume', runId, '--json'],
      dies ? { share, training, what } : null
    )
    if (dies) done += 1
    runId ??= told.runId ?? runIds().find((id) => !before.has(id)) ?? null
    const listed = spawnSync(process.execPath, [join(ROOT, 'bin/netloom.mjs'), 'runs', '--json'], {
      env,
      encoding: 'utf8'
    })
    expect(listed.status === 0 && listed.stderr.trim() === '', `runs cannot be listed: ${listed.stderr}`)
    if (runId === null) {
      console.log(`${done}: ${death}: no run yet`)
      continue
    }
    const run = JSON.parse(listed.stdout).find((/** @type {{ id: string }} */ { id }) => id === runId)
    expect(run !== undefined, `${runId} is gone`)
    const kept = epochsOf(join(home, 'runs', runId)).length
    expect(kept >= told.epochs, `${runId}: epoch ${told.epochs} was told, ${kept} are kept`)
    completed = run?.status === 'completed'
    const died = told.ended === null || told.ended.status !== 'completed'
    console.log(`${done}: ${dies ? death : 'to the end'}: ${run?.status}, ${kept} epochs`)
    expect(!died || dies, `${runId} does not go on: ${told.errors}`)
    if (faults.length > 20 || (died && !dies)) break
  }
  if (runId !== null && completed) {
    const got = outcome(runId)
    expect(got.weights === wanted.weights, `${runId}: other weights than the run that nothing happened to`)
    expect(JSON.stringify(got.epochs) === JSON.stringify(wanted.epochs), `${runId}: other logs of epochs`)
  }
  if (faults.length > 20) break
}

/** @returns {string[]} */
function runIds() {
  const folder = join(home, 'runs')
  return existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : []
}

console.log(`${done} kills, ${runs} runs: ${faults.length === 0 ? 'all as promised' : `${faults.length} faults`}`)
if (faults.length === 0) rmSync(home, { recursive: true, force: true })
process.exitCode = faults.length === 0 ? 0 : 1
