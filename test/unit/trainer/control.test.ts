// The parts of control that need no process: the clock, the wait inside breathe(), usage, and the best weights.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RunEvent } from '../../../src/shared/run'
import type { TrainerMessage } from '../../../src/shared/trainer-protocol'
import { bestWeights } from '../../../src/trainer/best-weights'
import { TrainingClock } from '../../../src/trainer/clock'
import { RunControl } from '../../../src/trainer/control'
import { memoryFailure } from '../../../src/trainer/memory'
import { reportUsage } from '../../../src/trainer/usage'

describe('the clock of training', () => {
  let time = 0
  let work = 0
  const pass = (ms: number, busy = 1): void => {
    time += ms
    work += ms * busy
  }
  beforeEach(() => void (time = work = 0))

  it('stands still while the run is paused', () => {
    const clock = new TrainingClock({ time: () => time, work: () => work })
    pass(100)
    clock.hold()
    pass(5000, 0)
    expect(clock.now()).toBe(100)
    clock.release()
    pass(20)
    expect(clock.now()).toBe(120)
  })

  it('does not count the time in which the machine slept, but a long step', () => {
    const clock = new TrainingClock({ time: () => time, work: () => work })
    pass(60_000)
    expect(clock.now()).toBe(60_000)
    pass(8 * 3600_000, 0)
    expect(clock.now()).toBe(60_000)
    pass(9000, 0)
    expect(clock.now()).toBe(69_000)
  })
})

describe('a pause', () => {
  function control() {
    const posted: TrainerMessage[] = []
    const made = new RunControl((message) => posted.push(message))
    const types = (): string[] =>
      posted.map((message) => (message.type === 'event' ? message.event.type : message.type))
    return { made, hooks: made.hooks, types }
  }
  const save = (): Promise<void> => Promise.resolve()
  const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

  it('waits only where the run can be left, after it has been saved, and goes on when asked', async () => {
    const { made, hooks, types } = control()
    made.receive({ type: 'pause' })
    await hooks.breathe() // no place to wait
    expect(types()).toEqual([])
    let went = false
    const saved: string[] = []
    const waits = hooks.breathe(async () => void saved.push(...types(), 'saved')).then(() => (went = true))
    await turn()
    expect([saved, types(), went]).toEqual([['saved'], ['pause'], false])
    const before = hooks.clock()
    await turn()
    expect(hooks.clock()).toBe(before)
    made.receive({ type: 'continue' })
    await waits
    expect(types()).toEqual(['pause', 'continue'])
    await hooks.breathe(save)
    expect(types()).toHaveLength(2)
  })

  it('is over when the run is stopped, and is not begun by one that is', async () => {
    const { made, hooks, types } = control()
    made.receive({ type: 'pause' })
    const waits = hooks.breathe(save)
    await turn()
    made.receive({ type: 'stop', weights: 'best' })
    await waits
    expect([types(), hooks.isStopped(), hooks.wantsBest()]).toEqual([['pause', 'stopping'], true, true])
    await hooks.breathe(save)
    expect(types()).toHaveLength(2)
  })

  it('that is taken back while the checkpoint is written is none', async () => {
    const { made, hooks, types } = control()
    made.receive({ type: 'pause' })
    await hooks.breathe(async () => made.receive({ type: 'continue' }))
    expect(types()).toEqual([])
  })

  it('`told` resolves once the host says that its number is on disk', async () => {
    const { made, hooks, types } = control()
    let told = false
    const waits = hooks.told().then(() => (told = true))
    made.receive({ type: 'synced', id: 7 })
    await turn()
    expect([types(), told]).toEqual([['sync'], false])
    made.receive({ type: 'synced', id: 0 })
    await waits
  })
})

describe('usage', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is told every two seconds, and not while the run waits', () => {
    const events: RunEvent[] = []
    let waiting = false
    const end = reportUsage(
      (event) => events.push(event),
      () => waiting
    )
    vi.advanceTimersByTime(6000)
    expect(events).toHaveLength(3)
    expect(events[0]).toMatchObject({ type: 'usage', cpu: expect.any(Number), memory_bytes: expect.any(Number) })
    waiting = true
    vi.advanceTimersByTime(60_000)
    expect(events).toHaveLength(3)
    waiting = false
    vi.advanceTimersByTime(4000)
    expect(events).toHaveLength(4)
    end()
    vi.advanceTimersByTime(60_000)
    expect(events).toHaveLength(4)
  })
})

describe('the best weights', () => {
  const epochEvent = (epoch: number, logs: Record<string, number>): RunEvent => ({
    ...{ type: 'epoch', time: 0, epoch, logs, seconds: 1, samples_per_second: 1, learning_rate: 1 }
  })
  function session() {
    let value = 0
    return {
      weights: () => [{ name: 'w', shape: [1], values: Float32Array.of(value) }],
      setWeights: ([weight]: readonly { values: ArrayLike<number> }[]) => void (value = weight!.values[0]!),
      train: (to: number) => void (value = to),
      value: () => value
    }
  }

  it('are those of the lowest val_loss; NaN and epochs without one never are', () => {
    vi.useFakeTimers() // a copy takes no time, so that every one is due
    try {
      const model = session()
      const best = bestWeights(model, true)
      const script: Record<string, number>[] = [
        { val_loss: 3 },
        { val_loss: NaN },
        { loss: 0 },
        { val_loss: 1 },
        { val_loss: 2 }
      ]
      script.forEach((logs, epoch) => {
        model.train(10 * (epoch + 1))
        best.hear(epochEvent(epoch, logs))
        best.reach({ epoch: epoch + 1, step: 0, sums: [] })
      })
      expect(best.restore()).toMatchObject({ code: 'BEST_KEPT', args: { epoch: 4, monitor: 'val_loss', value: 1 } })
      expect(model.value()).toBe(40)
    } finally {
      vi.useRealTimers()
    }
  })

  it('are not known before an epoch has ended: the weights stay', () => {
    const model = session()
    model.train(5)
    expect(bestWeights(model, false).restore()).toMatchObject({ code: 'BEST_UNKNOWN', args: { monitor: 'loss' } })
    expect(model.value()).toBe(5)
  })
})

it('a lack of memory is told as such, other errors as they are', () => {
  const other = new Error('Invalid argument')
  expect(memoryFailure(other)).toBe(other)
  for (const text of ['Array buffer allocation failed', 'std::bad_alloc', 'OOM when allocating tensor with shape[9]'])
    expect(memoryFailure(new Error(text))).toMatchObject({ code: 'MEMORY_EXHAUSTED', args: { reason: text } })
})
