// The thread that reads data, as it is built (out/main/data.js).
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DataThread } from '../../../src/main/data/thread'
import type { DatasetSource } from '../../../src/shared/dataset'
import { dataOf, folderOf, petsCsv, pictureFolder } from '../../support/data-sources'
import { ROOT } from '../../support/projects'
import { failure } from '../datasets/build'

const BUILT = join(ROOT, 'out/main/data.js')

function thread(entry: () => string = () => BUILT): DataThread {
  const made = new DataThread(entry)
  onTestFinished(() => made.dispose())
  return made
}
const csv = () => ({ source: { format: 'csv', path: petsCsv() } as DatasetSource, baseDir: null })

/** A worker of a few lines. */
const workerOf = (code: string): string =>
  join(folderOf({ 'worker.cjs': `const { parentPort } = require('node:worker_threads'); ${code}` }), 'worker.cjs')

describe('the thread that reads data', () => {
  it('answers calls, several at a time', async () => {
    const { handlers } = thread()
    const ref = csv()
    const [description, statistics, suggested] = await Promise.all([
      handlers.describe(ref),
      handlers.statistics({ ...ref, columns: ['age', 'kind'] }),
      handlers.suggest({ path: pictureFolder() })
    ])
    expect(description).toMatchObject({ rows: 60, format: 'CSV' })
    expect(statistics).toMatchObject([{ missing: 9 }, { missing: 0 }])
    expect(suggested).toMatchObject([{ source: { format: 'images' } }])
  })

  it('sends no more than is asked for, though it may hold more', async () => {
    const { handlers } = thread()
    const source = { format: 'synthetic', generator: 'sine', n_samples: 1000 } as DatasetSource
    const view = { where: [], order: [] }
    const page = await handlers.rows({
      ...{ source: dataOf(source).source, baseDir: null },
      ...{ columns: ['x', 'y'], first: 10, count: 3, view, at: null, thumbnail: null }
    })
    for (const values of [page.rows, ...page.values.map((one) => (one as { data: Float64Array }).data)])
      expect(values.buffer.byteLength).toBe(values.byteLength)
  })

  it('passes errors on with their codes and arguments', async () => {
    const { handlers } = thread()
    const error = await failure('FRAME_COLUMN', Promise.resolve(handlers.statistics({ ...csv(), columns: ['none'] })))
    expect(error.args).toMatchObject({ found: 'none', known: 'age, weight, colour, kind' })
    await failure('FILE_NOT_FOUND', Promise.resolve(handlers.suggest({ path: '/nowhere' })))
  })

  it('that dies rejects the calls that wait, and the next call starts another one', async () => {
    const entries = [workerOf('parentPort.on("message", () => process.exit(3))'), BUILT]
    const { handlers } = thread(() => entries.shift()!)
    const calls = [handlers.suggest({ path: '/' }), handlers.suggest({ path: '/' })].map((call) =>
      failure('DATA_THREAD', Promise.resolve(call))
    )
    for (const { args } of await Promise.all(calls)) expect(args.reason).toContain('3')
    expect(await handlers.describe(csv())).toMatchObject({ rows: 60 })
  })

  it('that throws or cannot start says why', async () => {
    const throwing = thread(() => workerOf('parentPort.on("message", () => { throw new Error("on purpose") })'))
    const { args } = await failure('DATA_THREAD', Promise.resolve(throwing.handlers.suggest({ path: '/' })))
    expect(args.reason).toContain('on purpose')
    const gone = thread(() => '/nowhere/data.js')
    await failure('DATA_THREAD', Promise.resolve(gone.handlers.suggest({ path: '/' })))
  })

  it('what cannot be sent rejects, and later calls are answered', async () => {
    const { handlers } = thread()
    await expect(handlers.suggest({ path: (() => 1) as unknown as string })).rejects.toThrow(/clone/)
    expect(await handlers.describe(csv())).toMatchObject({ rows: 60 })
  })

  it('rejects what waits when it is ended', async () => {
    const silent = thread(() => workerOf('parentPort.on("message", () => {})'))
    const waiting = failure('DATA_THREAD', Promise.resolve(silent.handlers.suggest({ path: '/' })))
    await silent.dispose()
    await waiting
  })
})
