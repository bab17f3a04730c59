import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { forkTrainer } from '../../../src/main/fork-trainer'
import type { TrainerProcess } from '../../../src/main/ports'
import { temporaryFolder } from './workspace'

function spawn(source: string): {
  trainer: TrainerProcess
  messages: unknown[]
  ended: Promise<[number | null, string | null, number]>
} {
  const entry = join(temporaryFolder(), 'trainer.mjs')
  writeFileSync(entry, source)
  const trainer = forkTrainer(entry)()
  const messages: unknown[] = []
  trainer.onMessage((message) => messages.push(message))
  const ended = new Promise<[number | null, string | null, number]>((resolve) =>
    trainer.onExit((code, signal) => resolve([code, signal, messages.length]))
  )
  return { trainer, messages, ended }
}

describe('a trainer that', () => {
  it('exits is told with its code', async () => {
    expect(await spawn('process.exit(3)').ended).toStrictEqual([3, null, 0])
  })

  it('throws is told with its code', async () => {
    expect((await spawn('throw new Error("boom")').ended)[0]).toBe(1)
  })

  it('is missing is told', async () => {
    const trainer = forkTrainer(join(temporaryFolder(), 'nothing.mjs'))()
    expect(await new Promise((resolve) => trainer.onExit((code) => resolve(code)))).toBe(1)
  })

  it('kills itself is told with the signal', async () => {
    expect(await spawn('process.kill(process.pid, "SIGKILL")').ended).toStrictEqual([null, 'SIGKILL', 0])
  })

  it('hangs in a loop and hears no signal can be killed at once', async () => {
    const { trainer, messages, ended } = spawn(
      'process.on("SIGTERM", () => {}); process.send("busy", () => { for (;;); })'
    )
    while (messages.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    const start = performance.now()
    trainer.kill()
    expect(await ended).toStrictEqual([null, 'SIGKILL', 1])
    expect(performance.now() - start).toBeLessThan(1000)
  })
})

it('all messages come before the exit', async () => {
  const { ended } = spawn(
    'for (let i = 0; i < 500; i++) process.send({ i, x: new Float32Array(1000) }, () => { if (i === 499) process.exit(0) })'
  )
  expect(await ended).toStrictEqual([0, null, 500])
})

it('typed arrays and NaN go both ways, and posting to the dead is harmless', async () => {
  const { trainer, messages, ended } = spawn('process.on("message", (m) => process.send(m, () => process.exit(0)))')
  const message = { x: new Float32Array([1, NaN]), loss: NaN }
  trainer.post(message)
  await ended
  expect(messages).toStrictEqual([message])
  trainer.post(message)
  trainer.kill()
})

it('is quiet unless told otherwise', async () => {
  const { messages, ended } = spawn('process.send(process.env.TF_CPP_MIN_LOG_LEVEL, () => process.exit(0))')
  await ended
  expect(messages).toStrictEqual([process.env.TF_CPP_MIN_LOG_LEVEL ?? '2'])
})
