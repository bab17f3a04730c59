// One kind of data, loaded here and by others from the same files.
import { spawn } from 'node:child_process'
import { python } from './contenders'

export interface DataCase {
  title: string
  /** Makes or finds the files under `folder`; gives the path that all load, or null where this machine has none. */
  prepare(folder: string): Promise<string | null>
  load(path: string): Promise<void>
  /** The same in Python, by name; sys.argv[1] is the path. Imports come first and are not timed: a line `# load` ends them. */
  peers: Readonly<Record<string, string>>
}

export interface Loaded {
  seconds: number
  /** Bytes of the whole process at its most; here: above what it had before. */
  peak: number
}

const SAMPLING_MS = 10

export async function loadHere({ load }: DataCase, path: string): Promise<Loaded> {
  const before = process.memoryUsage.rss()
  let peak = before
  const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), SAMPLING_MS)
  const began = performance.now()
  try {
    await load(path)
    const seconds = (performance.now() - began) / 1000
    return { seconds, peak: Math.max(peak, process.memoryUsage.rss()) - before }
  } finally {
    clearInterval(sampling)
  }
}

/** In a process of its own; null, with the reason, where that Python cannot. */
export function loadThere(code: string, path: string): Promise<Loaded | string> {
  const timed = code.replace('# load', 'import sys, time, resource\nbegan = time.perf_counter()')
  const tell = 'print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)'
  return new Promise((resolve) => {
    const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' }
    const child = spawn(python(), ['-c', `${timed}\n${tell}`, path], { env })
    let [out, problem] = ['', '']
    child.stdout.on('data', (text: Buffer) => (out += text.toString()))
    child.stderr.on('data', (text: Buffer) => (problem = text.toString().trim().split('\n').at(-1) ?? problem))
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code) => {
      const [seconds, peak] = (out.trim().split('\n').at(-1) ?? '').split(' ').map(Number)
      resolve(code === 0 && seconds && peak ? { seconds, peak } : problem || `ended with ${code}`)
    })
  })
}

/** One case as lines of text: Netloom and each peer, the median of a few rounds. */
export async function caseReport(one: DataCase, folder: string, rounds = 3): Promise<string> {
  const path = await one.prepare(folder)
  if (path === null) return `\n${one.title}\n    left out: its files are not on this machine`
  const lines = [`\n${one.title}`]
  const line = (name: string, loaded: Loaded[]): void => {
    const { seconds, peak } = loaded.sort((a, b) => a.seconds - b.seconds)[Math.floor(loaded.length / 2)]!
    lines.push(
      `  ${name.padEnd(34)}${seconds.toFixed(2).padStart(8)} s${Math.round(peak / 1e6)
        .toLocaleString('en-US')
        .padStart(8)} MB`
    )
  }
  const own: Loaded[] = []
  for (let round = 0; round < rounds; round++) own.push(await loadHere(one, path))
  line('Netloom', own)
  for (const [name, code] of Object.entries(one.peers)) {
    const loaded: Loaded[] = []
    for (let round = 0; round < rounds; round++) {
      const result = await loadThere(code, path)
      if (typeof result === 'string') {
        lines.push(`    left out: ${name}: ${result}`)
        break
      }
      loaded.push(result)
    }
    if (loaded.length > 0) line(name, loaded)
  }
  return lines.join('\n')
}
