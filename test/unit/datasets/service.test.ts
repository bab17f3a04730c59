import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contract, type AppContract } from '../../../src/shared/contract'
import type { Emit } from '../../../src/shared/rpc'
import { IDX_NAMES, ROLES } from '../../../src/main/datasets/catalog/known'
import { DatasetService } from '../../../src/main/datasets/service'
import { failure, tempFolder, tinyDataset, tinyGz } from './build'
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
    const [absent] = contract.datasets.list.output.parse(await service.list())
    expect(absent).toMatchObject({ status: 'downloadable', folder: null })
    const files = ROLES.map((role) => `${IDX_NAMES[role]}.gz`)
    expect(absent!.byHand).toMatchObject({ files, folder: join(kerasHome, 'datasets/tiny') })
    expect(absent!.byHand!.urls.map((url) => url.split('/').at(-1))).toEqual(files)
    await service.download({ name: 'tiny' })
    const list = contract.datasets.list.output.parse(await service.list())
    expect(list[0]).toMatchObject({
      status: 'ready',
      origin: 'Keras cache',
      folder: join(kerasHome, 'datasets/tiny'),
      byHand: null
    })
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
    server.behave = whole
    await service.download({ name: 'tiny' })
    expect((await service.list())[0]!.status).toBe('ready')
  })
  it('refuses unknown names', async () => {
    const { service } = await world()
    await failure('DATASET_UNKNOWN', () => service.download({ name: 'nope' }))
    await failure('DATASET_UNKNOWN', () => service.cancelDownload({ name: 'nope' }))
  })
})
