// Trainings that are gone through in real processes, and when those end.
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { resolveDataset } from '../../../src/main/datasets/resolve'
import { DebugService, type DebugServiceOptions } from '../../../src/main/debug/service'
import type { CallingWindow, TrainerProcess } from '../../../src/main/ports'
import { decode, encode } from '../../../src/shared/codec'
import { debugProcedures } from '../../../src/shared/debug-contract'
import type { Project } from '../../../src/shared/project'
import type { HostMessage, TrainerMessage } from '../../../src/shared/trainer-protocol'
import { whyMissing } from '../../support/missing'
import { example, ROOT } from '../../support/projects'
import { spawnTrainer } from '../../support/trained'

const resolve = (project: Project) => resolveDataset(project.dataset.source, { baseDir: join(ROOT, 'examples') })
interface TestWindow extends CallingWindow {
  isOpen: boolean
}
const window = (): TestWindow => ({ isOpen: true, desktop: null })
const line = { project: example('line'), baseDir: null }

/** A process that answers at once, but for evaluations. */
function stub() {
  let hear: (message: unknown) => void = () => undefined
  let exit: (code: number | null, signal: string | null) => void = () => undefined
  const answer = (message: TrainerMessage): void => queueMicrotask(() => hear(message))
  const trainer = {
    pid: 1,
    killed: false,
    asked: [] as string[],
    post(raw: unknown) {
      const message = raw as HostMessage
      if (message.type !== 'ask') return
      trainer.asked.push(message.call)
      if (message.call !== 'evaluate') answer({ type: 'answer', id: message.id, output: message.call })
    },
    onMessage(listener: (message: unknown) => void) {
      hear = listener
      answer({ type: 'ready' })
    },
    onExit: (listener: typeof exit) => void (exit = listener),
    kill() {
      trainer.killed = true
      exit(null, 'SIGKILL')
    },
    crash: () => exit(1, null)
  }
  return trainer satisfies TrainerProcess
}

function stubbed(options: DebugServiceOptions = {}) {
  const trainers: ReturnType<typeof stub>[] = []
  const service = new DebugService(
    resolve,
    () => {
      const trainer = stub()
      trainers.push(trainer)
      return trainer
    },
    options
  )
  const open = async (by: TestWindow = window()) => {
    const before = new Set(trainers)
    const handlers = service.handlersFor(by)
    await handlers.open(line)
    const trainer = trainers.find((one) => !before.has(one))!
    const debugId = [...service.ids()].at(-1)!
    return { trainer, debugId, handlers, by }
  }
  return { service, trainers, open }
}

describe('processes of the step debugger', () => {
  afterEach(() => void vi.useRealTimers())

  it('are two at most: for another one, the one that was asked longest ago ends', async () => {
    const { open, service } = stubbed()
    const [first, second] = [await open(), await open()]
    await first.handlers.step({ debugId: first.debugId, steps: 1 })
    const third = await open()
    expect([first, second, third].map(({ trainer }) => trainer.killed)).toEqual([false, true, false])
    await expect(second.handlers.step({ debugId: second.debugId, steps: 1 })).rejects.toMatchObject({
      code: 'DEBUG_ENDED'
    })
    await service.dispose()
    expect([first, third].every(({ trainer }) => trainer.killed)).toBe(true)
  })

  it('end when they are closed, and questions that wait are told', async () => {
    const { open, service } = stubbed()
    const { debugId, handlers, trainer } = await open()
    const waiting = Promise.resolve(handlers.evaluate({ debugId })).catch((error: unknown) => error)
    await handlers.close({ debugId })
    expect(trainer.killed).toBe(true)
    expect(await waiting).toMatchObject({ code: 'DEBUG_ENDED' })
    await handlers.close({ debugId })
    expect(service.pids()).toEqual([])
  })

  it('end at rest, and some time after their window has gone for good', async () => {
    vi.useFakeTimers()
    const { open } = stubbed({ restMs: 60_000, lookMs: 1000, goneMs: 5000 })
    const [resting, left] = [await open(), await open()]
    left.by.isOpen = false
    await vi.advanceTimersByTimeAsync(3000)
    left.by.isOpen = true // The tab has connected again.
    await vi.advanceTimersByTimeAsync(4000)
    expect(left.trainer.killed).toBe(false)
    left.by.isOpen = false
    await vi.advanceTimersByTimeAsync(8000)
    expect([resting.trainer.killed, left.trainer.killed]).toEqual([false, true])
    void Promise.resolve(resting.handlers.evaluate({ debugId: resting.debugId })).catch(() => undefined)
    await vi.advanceTimersByTimeAsync(100_000)
    expect(resting.trainer.killed).toBe(false)
    const another = await open()
    await vi.advanceTimersByTimeAsync(70_000)
    expect(another.trainer.killed).toBe(true)
    expect(vi.getTimerCount()).toBe(1)
    await resting.handlers.close({ debugId: resting.debugId })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('that crash are told of, and gone', async () => {
    const { open } = stubbed()
    const { debugId, handlers, trainer } = await open()
    const waiting = Promise.resolve(handlers.evaluate({ debugId })).catch((error: unknown) => error)
    trainer.crash()
    expect(await waiting).toMatchObject({ code: 'DEBUG_CRASHED' })
    await expect(handlers.step({ debugId, steps: 1 })).rejects.toMatchObject({ code: 'DEBUG_ENDED' })
  })

  if (whyMissing('native-runtime') === null)
    it('answer what the contract says', async () => {
      const service = new DebugService(resolve, spawnTrainer)
      const { open, step, tensor, evaluate, close } = service.handlersFor(window())
      const { debugId, layers } = debugProcedures.open.output.parse(await open(line))
      expect(layers).toHaveLength(2)
      expect(service.pids()).toHaveLength(1)
      const [first, second] = await Promise.all([step({ debugId, steps: 1 }), step({ debugId, steps: 200 })])
      expect(debugProcedures.step.output.parse(first).step).toBe(0)
      const { step: at, after, logs } = debugProcedures.step.output.parse(second)
      expect(at).toBe(200)
      // As a browser is told.
      expect(decode(encode(second).buffer)).toEqual(second)
      expect(logs.loss).toBeLessThan(1)
      const values = debugProcedures.tensor.output.parse(await tensor({ debugId, id: after[0]!.id, example: null }))
      expect(values.values[0]).toBeCloseTo(3, 0)
      expect((await evaluate({ debugId })).split).toBe('test')
      await expect(step({ debugId: 'other', steps: 1 })).rejects.toMatchObject({ code: 'DEBUG_ENDED' })
      await close({ debugId })
      expect(service.pids()).toEqual([])

      const gone = { ...line, project: structuredClone(line.project) }
      Object.assign(gone.project.dataset.source, { path: 'data/nothing.csv' })
      await expect(open(gone)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
      const faulty = { ...line, project: structuredClone(line.project) }
      faulty.project.training.loss = 'nothing'
      await expect(open(faulty)).rejects.toMatchObject({ code: 'TERM_UNKNOWN' })
      expect(service.pids()).toEqual([])
    }, 60_000)
})
