import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contract, type AppContract } from '../../../src/shared/contract'
import type { Emit } from '../../../src/shared/rpc'
import { IDX_NAMES, ROLES, thisMachine } from '../../../src/main/datasets/catalog/known'
import { DatasetService } from '../../../src/main/datasets/service'
import { failure, tempFolder, tinyArrays, tinyDataset, tinyGz } from './build'
import { serveFiles, status, whole } from './file-server'

async function world() {
  const server = await serveFiles(Object.fromEntries(ROLES.map((role) => [`${IDX_NAMES[role]}.gz`, tinyGz[role]])))
  const kerasHome = tempFolder()
  const events: unknown[] = []
  const emit: Emit<AppContract> = (channel, payload) => events.push({ channel, payload })
  const machine = { kerasHome, systemDatasets: '/nowhere', packageFolder: () => null }
  const service = new DatasetService({ emit, machine, catalog: [await tinyDataset(server.base)] })
  return { server, events, service, kerasHome }
}

describe('the dataset service', () => {
  it('lists, downloads, then lists as ready, in the shapes of the contract', async () => {
    const { service, events, kerasHome } = await world()
    expect((await service.list())[0]!.status).toBe('downloadable')
    await service.download({ name: 'tiny' })
    const list = contract.datasets.list.output.parse(await service.list())
    expect(list[0]).toMatchObject({ status: 'ready', origin: 'Keras cache', folder: join(kerasHome, 'datasets/tiny') })
    expect(events.length).toBeGreaterThan(0)
    for (const event of events as { channel: string; payload: unknown }[]) {
      expect(event.channel).toBe('datasets.progress')
      contract.datasets.progress.payload.parse(event.payload)
    }
  })
  it('tells a failed download as an event and as an error, and a mended one works', async () => {
    const { service, events, server } = await world()
    server.behave = status(403)
    await failure('DOWNLOAD_FAILED', () => service.download({ name: 'tiny' }))
    expect(events.at(-1)).toMatchObject({ payload: { state: 'failed', error: { code: 'DOWNLOAD_FAILED' } } })
    await failure('DATASET_MISSING', () => service.classCounts({ name: 'tiny' }))
    server.behave = whole
    await service.download({ name: 'tiny' })
    expect(await service.classCounts({ name: 'tiny' })).toEqual({ train: [2, 2, 2], test: [1, 1, 2] })
  })
  it('refuses unknown names', async () => {
    const { service } = await world()
    await failure('DATASET_UNKNOWN', () => service.download({ name: 'nope' }))
    await failure('DATASET_UNKNOWN', () => service.cancelDownload({ name: 'nope' }))
    await failure('DATASET_UNKNOWN', () => service.examples({ name: 'nope', split: 'test', first: 0, count: 1 }))
  })
  it('shows a stretch of examples, cut at the end', async () => {
    const { service } = await world()
    await service.download({ name: 'tiny' })
    const page = await service.examples({ name: 'tiny', split: 'test', first: 3, count: 10 })
    expect(contract.datasets.examples.output.parse(page)).toEqual({
      ...{ first: 3, total: 4, shape: [2, 3] },
      x: tinyArrays.x_test.data.slice(18),
      y: Int32Array.of(1)
    })
    expect((await service.examples({ name: 'tiny', split: 'train', first: 6, count: 1 })).x.length).toBe(0)
  })
  it('forgets a failure: a file that is mended can be opened', async () => {
    const { service, kerasHome } = await world()
    await service.download({ name: 'tiny' })
    const path = join(kerasHome, 'datasets/tiny', `${IDX_NAMES.y_test}.gz`)
    writeFileSync(path, 'damaged')
    await failure('DATA_FORM', () => service.classCounts({ name: 'tiny' }))
    writeFileSync(path, tinyGz.y_test)
    expect((await service.classCounts({ name: 'tiny' })).test).toEqual([1, 1, 2])
  })
  it('counts the real MNIST without blocking for long', async () => {
    const service = new DatasetService({
      emit: () => undefined,
      machine: { ...thisMachine(), kerasHome: tempFolder() }
    })
    let longest = 0
    let last = performance.now()
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 5)
    const counts = await service.classCounts({ name: 'mnist' })
    clearInterval(timer)
    expect(counts.train).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
    expect(counts.test).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
    expect(longest).toBeLessThan(500)
  })
})
