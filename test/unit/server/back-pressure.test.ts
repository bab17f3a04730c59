import { describe, expect, it } from 'vitest'
import { decode } from '../../../src/shared/codec'
import { Backlog } from '../../../src/main/server/backlog'
import { closeCode, openTab, openTestServer } from './test-server'

const change = (runId: string, step: number, text = '') => ({ runId, record: { step }, events: [{ step, text }] })

describe('backlog', () => {
  it('keeps all events of a run in their order, with the newest record', () => {
    const backlog = new Backlog()
    for (let step = 0; step < 5; step++) {
      backlog.add('runs.changed', change('a', step))
      backlog.add('runs.changed', change('b', step))
    }
    expect(backlog.take()).toStrictEqual(
      ['a', 'b'].map((runId) => [
        'runs.changed',
        { runId, record: { step: 4 }, events: [0, 1, 2, 3, 4].map((step) => ({ step, text: '' })) }
      ])
    )
    expect(backlog.empty).toBe(true)
  })

  it('does not change what was handed to it', () => {
    const backlog = new Backlog()
    const first = change('a', 0)
    backlog.add('runs.changed', first)
    backlog.add('runs.changed', change('a', 1))
    expect(first).toStrictEqual(change('a', 0))
  })

  it('keeps of progress only the last word', () => {
    const backlog = new Backlog()
    for (const state of ['downloading', 'verifying', 'done']) backlog.add('datasets.progress', { name: 'mnist', state })
    backlog.add('datasets.progress', { name: 'fashion-mnist', state: 'downloading' })
    expect(backlog.take()).toStrictEqual([
      ['datasets.progress', { name: 'mnist', state: 'done' }],
      ['datasets.progress', { name: 'fashion-mnist', state: 'downloading' }]
    ])
  })

  it('says when there is too much to hold', () => {
    const backlog = new Backlog()
    const many = Array.from({ length: 20_000 }, () => ({}))
    expect(backlog.add('runs.changed', { runId: 'a', record: {}, events: many })).toBe(true)
    expect(backlog.add('runs.changed', { runId: 'a', record: {}, events: [{}] })).toBe(false)
  })
})

const MEGABYTE = 'x'.repeat(1 << 20)

it('a tab that does not read for a while gets every event of a run in the end, once and in order', async () => {
  const server = await openTestServer()
  const tab = await openTab(server)
  const steps: number[] = []
  const progress: number[] = []
  let messages = 0
  const all = new Promise<void>((resolve) =>
    tab.on('message', (data: Buffer) => {
      messages++
      const { event, payload } = decode(data) as {
        event: string
        payload: { events: { step: number }[]; receivedBytes: number }
      }
      if (event === 'runs.changed') steps.push(...payload.events.map(({ step }) => step))
      else progress.push(payload.receivedBytes)
      if (steps.includes(59)) resolve()
    })
  )
  tab.pause()
  for (let step = 0; step < 60; step++) {
    server.broadcast('datasets.progress', { name: 'mnist', receivedBytes: step })
    server.broadcast('runs.changed', change('a', step, MEGABYTE))
    if (step % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  }
  tab.resume()
  await all
  expect(steps).toStrictEqual(Array.from({ length: 60 }, (_, step) => step))
  expect(progress.at(-1)).toBe(59)
  expect(messages).toBeLessThan(120)
})

it('a tab that never reads is closed, so that it comes back and reads anew', async () => {
  const server = await openTestServer()
  const tab = await openTab(server)
  tab.pause()
  const big = { runId: 'a', record: {}, events: [{ text: 'x'.repeat(32 << 20) }] }
  for (let i = 0; i < 4; i++) server.broadcast('runs.changed', big)
  const many = Array.from({ length: 30_000 }, (_, step) => ({ step }))
  server.broadcast('runs.changed', { runId: 'a', record: {}, events: many })
  tab.resume()
  expect(await closeCode(tab)).toBe(1006)
})
