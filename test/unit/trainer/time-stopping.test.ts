import { describe, expect, it } from 'vitest'
import { createCallback } from '../../../src/trainer/callbacks'
import type { CallbackContext, Notice } from '../../../src/trainer/callbacks/callback'

describe('TimeStopping', () => {
  it('stops after the epoch in which the time is over, and counts on after a resume', () => {
    let now = 0
    const notices: Notice[] = []
    const context = { notice: (notice: Notice) => notices.push(notice) } as unknown as CallbackContext
    const make = () =>
      createCallback(
        { class_name: 'TimeStopping', config: { seconds: 10 } },
        { floatType: 'float32', seconds: () => now }
      )
    const first = make()
    now = 6
    expect(first.onEpochEnd!(0, {}, context)).toBe(false)
    const memory = first.memory!()
    const second = make()
    second.recall!(memory)
    now = 3.9
    expect(second.onEpochEnd!(1, {}, context)).toBe(false)
    now = 4
    expect(second.onEpochEnd!(2, {}, context)).toBe(true)
    expect(notices).toEqual([{ code: 'TIME_STOPPING', args: { epoch: 3, seconds: 10 } }])
  })
})
