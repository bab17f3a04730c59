// From the command to the first point on the chart: the built program, started cold, as a person starts it.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const ROOT = join(import.meta.dirname, '../..')
const POLL_MS = 20
const LIMIT_MS = 60_000

export interface FirstStep {
  /** Milliseconds from the start of `netloom train` to its first `steps` event. */
  sinceCommand: number
  /** The same from the moment when the run was made, which is what Train does in the workbench. */
  sinceTrain: number
}

export const isBuilt = (): boolean => existsSync(join(ROOT, 'out/main/cli.js'))

/** @param folder holds project.netloom.json; the run's home is made in it, and goes again */
export async function firstStep(folder: string): Promise<FirstStep> {
  const home = mkdtempSync(join(folder, 'home-'))
  const runs = join(home, 'runs')
  mkdirSync(runs)
  const began = Date.now()
  const project = join(folder, 'project.netloom.json')
  // Enough epochs that it cannot end before it has been looked at.
  const child = spawn(
    process.execPath,
    [join(ROOT, 'bin/netloom.mjs'), 'train', project, '--epochs', '1000', '--json'],
    {
      env: { ...process.env, NETLOOM_HOME: home, NETLOOM_SETUP: 'off' },
      stdio: ['ignore', 'ignore', 'pipe']
    }
  )
  let said = ''
  child.stderr.on('data', (text: Buffer) => (said += text.toString()))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  try {
    while (Date.now() - began < LIMIT_MS) {
      const found = look(runs)
      if (found) return { sinceCommand: found.step - began, sinceTrain: found.step - found.created }
      if (child.exitCode !== null) throw new Error(said.trim().split('\n')[0])
      await delay(POLL_MS)
    }
    throw new Error(`no step in ${LIMIT_MS / 1000} s`)
  } finally {
    child.kill('SIGINT')
    await Promise.race([ended, delay(5000, undefined, { ref: false })])
    child.kill('SIGKILL') // its trainer ends itself when its host has gone
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** When the first steps were reported, and when the run was made: ms since 1970. */
function look(runs: string): { step: number; created: number } | null {
  const [id] = readdirSync(runs).filter((name) => !name.startsWith('.'))
  const log = id === undefined ? '' : join(runs, id, 'metrics.jsonl')
  if (!existsSync(log)) return null
  const line = readFileSync(log, 'utf8')
    .split('\n')
    .slice(0, -1)
    .find((text) => text.includes('"type":"steps"'))
  if (line === undefined) return null
  const { created } = JSON.parse(readFileSync(join(runs, id!, 'run.json'), 'utf8')) as { created: string }
  return { step: (JSON.parse(line) as { time: number }).time, created: Date.parse(created) }
}
