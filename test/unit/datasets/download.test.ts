import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { IDX_NAMES, ROLES, type KnownDataset } from '../../../src/main/datasets/catalog/known'
import { Downloader, type DownloadProgress } from '../../../src/main/datasets/download'
import { failure, file, idxBytes, tempFolder, tinyDataset, tinyGz, tinyIdx } from './build'
import { cutOffAfter, partial, rangeStart, serveFiles, status, whole, type FileServer } from './file-server'

const FIRST = `${IDX_NAMES.x_train}.gz`
const SIZE = tinyGz.x_train.length

interface World {
  server: FileServer
  dataset: KnownDataset
  downloader: Downloader
  folder: string
  /** The first file's path, and that of its part. */
  target: string
  part: string
  progress: DownloadProgress[]
  download(): Promise<void>
}

async function world(options: { kerasHome?: string; stallMs?: number } = {}): Promise<World> {
  const files = Object.fromEntries(ROLES.map((role) => [`${IDX_NAMES[role]}.gz`, tinyGz[role]]))
  const server = await serveFiles(files)
  const kerasHome = options.kerasHome ?? tempFolder()
  const machine = { kerasHome, systemDatasets: '/nowhere', packageFolder: () => null }
  const dataset = await tinyDataset(server.base)
  const downloader = new Downloader({ machine, stallMs: options.stallMs ?? 5000 })
  const folder = join(kerasHome, 'datasets/tiny')
  const progress: DownloadProgress[] = []
  return {
    ...{ server, dataset, downloader, folder, progress },
    target: join(folder, FIRST),
    part: join(folder, `${FIRST}.part`),
    download: () => downloader.download(dataset, (event) => progress.push(event))
  }
}

/** A port where nobody listens. */
const closedPort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })

/** Bytes of whichever file is under way. */
const partSize = ({ folder }: World): number => {
  const part = readdirSync(folder).find((name) => name.endsWith('.part'))
  return part ? statSync(join(folder, part)).size : 0
}

const putPart = ({ part }: World, content: Uint8Array): void => {
  mkdirSync(dirname(part), { recursive: true })
  writeFileSync(part, content)
}

describe('a download that fails', () => {
  it.each([403, 404, 500])('with HTTP %i names the file, the folder and the address', async (code) => {
    const it = await world()
    it.server.behave = status(code)
    const error = await failure('DOWNLOAD_FAILED', it.download())
    expect(error.args).toMatchObject({ source: it.server.base + FIRST, folder: it.folder })
    expect(error.args.reason).toContain(`HTTP ${code}`)
    expect(String(error.args.file).split(', ')).toHaveLength(4)
    expect(String(error.args.file)).toContain(`${IDX_NAMES.y_test}.gz`)
    expect(error.args.url).toBe(it.server.base)
    expect(readdirSync(it.folder)).toEqual([])
    expect(it.progress.at(-1)).toMatchObject({ state: 'failed', error: { code: 'DOWNLOAD_FAILED' } })
  })
  it('for want of a network says why', async () => {
    const { downloader, dataset } = await world()
    const offline = (url: string) => ({
      ...dataset,
      downloads: dataset.downloads.map((download) => ({ ...download, url }))
    })
    const refused = await failure(
      'DOWNLOAD_FAILED',
      downloader.download(offline(`http://127.0.0.1:${await closedPort()}/a.gz`))
    )
    expect(refused.args.reason).toContain('ECONNREFUSED')
    const unknown = await failure('DOWNLOAD_FAILED', downloader.download(offline('http://no-such-host.invalid/a.gz')))
    expect(unknown.args.reason).toMatch(/no-such-host\.invalid|no data/) // a resolver may be slow to say no
  })
  it('in the middle keeps its part, and goes on from there the next time', async () => {
    const it = await world()
    let cuts = 0
    it.server.behave = (...args) => (cuts++ === 0 ? cutOffAfter(10, () => partSize(it))(...args) : status(503)(...args))
    await failure('DOWNLOAD_FAILED', it.download())
    expect(readFileSync(it.part)).toEqual(Buffer.from(tinyGz.x_train.slice(0, 10)))
    expect(existsSync(it.target)).toBe(false)
    it.server.behave = whole
    it.server.requests.length = 0
    await it.download()
    expect(it.server.requests[0]).toBe(`${FIRST} bytes=10-`)
    expect(readFileSync(it.target)).toEqual(Buffer.from(tinyGz.x_train))
    expect(readdirSync(it.folder).sort()).toEqual(ROLES.map((role) => `${IDX_NAMES[role]}.gz`).sort())
  })
  it('in the middle is resumed at once while it gets ahead', async () => {
    const it = await world()
    it.server.behave = cutOffAfter(Math.ceil(SIZE / 2), () => partSize(it))
    await it.download()
    expect(it.server.requests.slice(0, 2)).toEqual([`${FIRST} -`, `${FIRST} bytes=${Math.ceil(SIZE / 2)}-`])
  })
  it('that stalls is given up', async () => {
    const it = await world({ stallMs: 200 })
    it.server.behave = (_request, response) => void response.writeHead(200, { 'content-length': 1000 }).flushHeaders()
    expect((await failure('DOWNLOAD_FAILED', it.download())).args.reason).toBe('no data for 0.2 s')
  })
  it('with other content than published leaves nothing behind', async () => {
    const it = await world()
    const other = gzipSync(idxBytes([6, 2, 3], new Uint8Array(36)))
    it.server.behave = (request, response) => whole(request, response, other)
    const error = await failure('DOWNLOAD_HASH', it.download())
    expect(error.args.expected).toBe(it.dataset.contentSha256.x_train)
    expect(readdirSync(it.folder)).toEqual([])
    for (const page of ['<html>Sign in</html>', '\0\0\0', '']) {
      it.server.behave = (request, response) => whole(request, response, Buffer.from(page))
      await failure('DOWNLOAD_HASH', it.download())
      expect(readdirSync(it.folder)).toEqual([])
    }
  })
  it('with another file than published is refused by the hash of the file, where that is known', async () => {
    const it = await world()
    const [first] = it.dataset.downloads
    it.dataset.downloads = [{ ...first!, sha256: '0'.repeat(64) }]
    await failure('DOWNLOAD_HASH', it.download())
    expect(readdirSync(it.folder)).toEqual([])
  })
  it('with far more than was published is stopped', async () => {
    const it = await world()
    it.server.behave = (request, response) => whole(request, response, new Uint8Array(1_000_000))
    expect((await failure('DOWNLOAD_FAILED', it.download())).args.reason).toContain('more than the expected')
    expect(existsSync(it.target)).toBe(false)
  })
  it('where the cache cannot be written names the folder', async () => {
    const it = await world({ kerasHome: file('not a folder') })
    expect((await failure('CACHE_UNWRITABLE', it.download())).args.folder).toBe(it.folder)
  })
  it('on a full disk says so, and leaves no file', async ({ skip }) => {
    if (!existsSync('/dev/full')) skip('/dev/full: this system has no disk that is always full')
    const it = await world()
    mkdirSync(it.folder, { recursive: true })
    symlinkSync('/dev/full', it.part)
    expect((await failure('DISK_FULL', it.download())).args.path).toBe(it.target)
    expect(existsSync(it.target)).toBe(false)
  })
})

describe('a part of an earlier download', () => {
  it('is not trusted: if the whole is wrong, it starts over', async () => {
    const it = await world()
    putPart(it, new Uint8Array(10))
    await it.download()
    expect(it.server.requests.slice(0, 2)).toEqual([`${FIRST} bytes=10-`, `${FIRST} -`])
    expect(readFileSync(it.target)).toEqual(Buffer.from(tinyGz.x_train))
  })
  it('that is whole needs no request', async () => {
    const it = await world()
    putPart(it, tinyGz.x_train)
    await it.download()
    expect(it.server.requests.filter((request) => request.startsWith(FIRST))).toEqual([])
    expect(existsSync(it.target)).toBe(true)
  })
  it('that is longer than the file is started over', async () => {
    const it = await world()
    putPart(it, new Uint8Array(SIZE + 5))
    await it.download()
    expect(readFileSync(it.target)).toEqual(Buffer.from(tinyGz.x_train))
  })
  it('is started over where the server knows no ranges, or answers with another one', async () => {
    for (const strange of [false, true]) {
      const it = await world()
      putPart(it, tinyGz.x_train.slice(0, 10))
      it.server.behave = (request, response, content) => {
        if (strange && rangeStart(request) !== null) partial(response, content, 5).end(content.subarray(5))
        else response.writeHead(200, { 'content-length': content.length }).end(content)
      }
      await it.download()
      expect(readFileSync(it.target)).toEqual(Buffer.from(tinyGz.x_train))
    }
  })
})

describe('a download', () => {
  it('reports bytes over all files, ending with done', async () => {
    const it = await world()
    await it.download()
    const totalBytes = it.dataset.downloads.reduce((sum, { bytes }) => sum + bytes, 0)
    expect(it.progress.at(-1)).toEqual({
      name: 'tiny',
      file: `${IDX_NAMES.y_test}.gz`,
      receivedBytes: totalBytes,
      totalBytes,
      state: 'done'
    })
    expect(new Set(it.progress.map(({ state }) => state))).toEqual(new Set(['downloading', 'verifying', 'done']))
    const received = it.progress.map(({ receivedBytes }) => receivedBytes)
    expect(received).toEqual([...received].sort((a, b) => a - b))
  })
  it('reports some ten times a second, however many chunks come', async () => {
    const it = await world()
    it.server.behave = async (_request, response, content) => {
      response.writeHead(200, { 'content-length': content.length })
      for (const byte of content) {
        response.write(Uint8Array.of(byte))
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      response.end()
    }
    const start = performance.now()
    await it.download()
    const limit = (performance.now() - start) / 100 + 3 * ROLES.length
    expect(it.progress.length).toBeLessThanOrEqual(limit)
    expect(it.progress.filter(({ state }) => state === 'downloading').length).toBeGreaterThan(ROLES.length)
  })
  it('leaves good files alone and replaces bad ones', async () => {
    const it = await world()
    await it.download()
    writeFileSync(it.target, tinyGz.y_test)
    writeFileSync(join(it.folder, `${IDX_NAMES.y_test}.gz`), '')
    it.server.requests.length = 0
    await it.download()
    expect(it.server.requests).toEqual([`${FIRST} -`, `${IDX_NAMES.y_test}.gz -`])
    expect(readFileSync(it.target)).toEqual(Buffer.from(tinyGz.x_train))
  })
  it('of the same content, otherwise compressed, is accepted', async () => {
    const it = await world()
    it.server.behave = (request, response, content) => {
      const role = ROLES.find((each) => Buffer.from(tinyGz[each]).equals(content))!
      whole(request, response, gzipSync(tinyIdx[role], { level: 0 }))
    }
    await it.download()
    expect(existsSync(it.target)).toBe(true)
  })
  it('asked for twice is done once', async () => {
    const it = await world()
    await Promise.all([it.download(), it.download()])
    expect(it.server.requests).toHaveLength(4)
  })
  it('by another process is not disturbed, unless that process is gone', async () => {
    const it = await world()
    mkdirSync(it.folder, { recursive: true })
    writeFileSync(`${it.part}.lock`, String(process.ppid))
    const error = await failure('DOWNLOAD_BUSY', it.download())
    expect(error.args).toMatchObject({ pid: process.ppid, lock: `${it.part}.lock` })
    writeFileSync(`${it.part}.lock`, '999999999')
    await it.download()
    expect(existsSync(it.target)).toBe(true)
  })
  it('can be cancelled, keeps its part, and starts again', async () => {
    const it = await world()
    it.server.behave = (_request, response, content) => {
      response.writeHead(200, { 'content-length': content.length }).write(content.subarray(0, 10))
    }
    const running = failure('DOWNLOAD_CANCELLED', it.download())
    await expect.poll(() => existsSync(it.part) && readFileSync(it.part).length).toBe(10)
    it.downloader.cancel('tiny')
    it.server.behave = whole
    const again = it.download()
    await running
    await again
    expect(it.progress.map(({ state }) => state)).toContain('cancelled')
    expect(it.server.requests[1]).toBe(`${FIRST} bytes=10-`)
    expect(existsSync(it.target)).toBe(true)
  })
})
