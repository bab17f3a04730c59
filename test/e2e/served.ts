// `netloom serve` as a person starts it: the built command line in a process of its own.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'

const CLI = join(resolve(import.meta.dirname, '..', '..'), 'out', 'main', 'cli.js')
const PATIENCE_MS = 20_000

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

export interface Served {
  url: string
  child: ChildProcess
  /** Ends it with a signal, and tells how it ended. */
  end(signal?: NodeJS.Signals): Promise<Ended>
}

export function runCli(
  home: string,
  args: string[],
  env: Record<string, string> = {}
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [CLI, ...args], { env: { ...process.env, NETLOOM_HOME: home, ...env } })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (stdout += String(chunk)))
  child.stderr.on('data', (chunk: Buffer) => (stderr += String(chunk)))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }))
  return { child, ended }
}

/** Starts `netloom serve` and waits for its address. */
export async function startServing(home: string, args: string[] = [], env?: Record<string, string>): Promise<Served> {
  const { child, ended } = runCli(home, ['serve', '--no-open', ...args], env)
  const url = await new Promise<string>((found, failed) => {
    let printed = ''
    child.stdout!.on('data', (chunk: Buffer) => {
      printed += String(chunk)
      const address = /http:\/\/\S+#token=\S+/.exec(printed)?.[0]
      if (address) found(address)
    })
    void ended.then(({ code, stderr }) => failed(new Error(`netloom serve ended with ${code}: ${stderr}`)))
    setTimeout(() => failed(new Error(`netloom serve printed no address: ${printed}`)), PATIENCE_MS).unref()
  })
  return {
    url,
    child,
    end(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      return ended
    }
  }
}
