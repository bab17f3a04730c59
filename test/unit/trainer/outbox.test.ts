import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { RunEvent } from '../../../src/shared/run'
import { Outbox } from '../../../src/trainer/outbox'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const kinds: RunEvent['type'][] = ['steps', 'epoch', 'fit', 'usage', 'notice']
const event = (i: number): RunEvent => ({ type: kinds[i % kinds.length], time: i }) as RunEvent // only handed through

function box() {
  const sent: { at: number; events: RunEvent[] }[] = []
  const outbox = new Outbox(
    (events) => sent.push({ at: Date.now(), events }),
    () => Date.now()
  )
  return { outbox, sent }
}

it('sends at most twenty messages within any second, whatever kinds of events there are, and loses none', async () => {
  const { outbox, sent } = box()
  for (let i = 0; i < 30_000; i++) {
    outbox.send(event(i))
    if (i % 10 === 9) await vi.advanceTimersByTimeAsync(1)
  }
  outbox.flush()
  expect(sent.flatMap(({ events }) => events.map(({ time }) => time))).toStrictEqual(
    Array.from({ length: 30_000 }, (_, i) => i)
  )
  for (const { at } of sent)
    expect(sent.filter((other) => other.at >= at && other.at < at + 1000).length).toBeLessThanOrEqual(20)
})

it('sends at once what comes seldom', async () => {
  const { outbox, sent } = box()
  for (let i = 0; i < 20; i++) {
    outbox.send(event(i))
    expect(sent).toHaveLength(i + 1)
    await vi.advanceTimersByTimeAsync(120)
  }
})

it('holds nothing for longer than a tenth of a second', async () => {
  const { outbox, sent } = box()
  for (let i = 0; i < 15; i++) outbox.send(event(i))
  expect(sent).toHaveLength(10)
  await vi.advanceTimersByTimeAsync(100)
  expect(sent.at(-1)!.events).toHaveLength(5)
})
