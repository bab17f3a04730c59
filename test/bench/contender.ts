// One contender: a process of its own, so that its peak memory is its own. It prints JSON lines: {ready} (or {leftOut},
// with the reason) once it is warm, then an answer to each question on its standard input.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

export interface Command {
  name: string
  program: string
  args: string[]
  env?: NodeJS.ProcessEnv
}
export interface Question {
  work: 'train' | 'evaluate' | 'predict'
  /** About how long the answer may take; at least one pass over the data is made. */
  seconds: number
}
/** `samplesPerSecond` is null where the contender cannot do such work. */
export interface Answer {
  samplesPerSecond: number | null
}
interface Ready {
  ready: true
  /** Milliseconds of each part of getting ready, where the contender tells. */
  parts?: Record<string, number>
}
type Message = Partial<Answer> & Partial<Ready> & { leftOut?: string }

/** Includes the compilation of XLA, which takes minutes for an unrolled network on a slow machine. */
const READY_LIMIT_MS = 180_000
const ROUND_LIMIT_MS = 180_000

export class Contender {
  private last = ''
  private readonly waiting: { resolve(message: Message): void; reject(error: Error): void }[] = []

  private constructor(
    readonly name: string,
    private readonly child: ChildProcessWithoutNullStreams
  ) {
    child.stderr.on('data', (text: Buffer) => (this.last = text.toString().trim().split('\n').at(-1) ?? ''))
    child.stdin.on('error', () => undefined) // its exit tells
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('{')) this.waiting.shift()?.resolve(JSON.parse(line) as Message)
    })
    const fail = (reason: string): void => {
      for (const { reject } of this.waiting.splice(0)) reject(new Error(reason))
    }
    child.once('error', (error) => fail(error.message))
    child.once('close', (code, signal) => fail(`ended with ${code ?? signal}: ${this.last.slice(0, 160)}`))
  }

  /** @throws Error with the reason for which it is left out */
  static async start({ name, program, args, env }: Command): Promise<{ contender: Contender; parts: Ready['parts'] }> {
    const child = spawn(program, [...args, String(Date.now())], { env: { ...process.env, ...env } })
    const contender = new Contender(name, child)
    try {
      const { parts } = await contender.next(READY_LIMIT_MS)
      return { contender, parts }
    } catch (error) {
      contender.end()
      throw error
    }
  }

  async ask(question: Question): Promise<number | null> {
    const answer = this.next(ROUND_LIMIT_MS)
    this.child.stdin.write(`${JSON.stringify(question)}\n`)
    return (await answer).samplesPerSecond ?? null
  }

  /** The most memory that it has held so far, in bytes; null where the system does not tell. */
  peakMemory(): number | null {
    try {
      const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8')
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)![1]) * 1024
    } catch {
      return null
    }
  }

  end(): void {
    this.child.kill('SIGKILL')
  }

  private async next(limit: number): Promise<Message> {
    if (this.child.exitCode !== null) throw new Error(`ended with ${this.child.exitCode}`)
    let timer: NodeJS.Timeout | undefined
    const message = await new Promise<Message>((resolve, reject) => {
      this.waiting.push({ resolve, reject })
      timer = setTimeout(() => reject(new Error(`no answer in ${limit / 1000} s`)), limit)
    }).finally(() => clearTimeout(timer))
    if (message.leftOut !== undefined) throw new Error(message.leftOut)
    return message
  }
}
