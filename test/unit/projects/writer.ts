// The program of disk.test.ts: node writer.mjs <what> <path> ...; answers in JSON on stdout.
import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { NetloomError } from '../../../src/shared/errors'
import { projectSchema, type Project } from '../../../src/shared/project'
import { DraftStore } from '../../../src/main/projects/drafts'
import { readProjectFile, saveProjectFile } from '../../../src/main/projects/project-file'

const ANYWAY = { version: null, overwrite: true }
const [, , what, path = '', name = '', at = ''] = process.argv

/** @param bytes about so many */
const project = (name: string, bytes = 0): Project =>
  projectSchema.parse({
    netloom: 1,
    name,
    description: '.'.repeat(bytes),
    dataset: { source: { name: 'mnist' } },
    model: { nodes: [], edges: [] },
    training: { loss: 'mse' }
  })

const failureOf = async (work: Promise<unknown>): Promise<Record<string, unknown> | null> => {
  try {
    await work
    return null
  } catch (error) {
    if (!(error instanceof NetloomError)) return { unknown: String(error) }
    return { code: error.code, ...error.args, path: basename(String(error.args.path)) }
  }
}

const programs: Record<string, () => Promise<unknown>> = {
  save: () => failureOf(saveProjectFile(path, project('new'), ANYWAY)),

  async forever() {
    for (let i = 0; ; i++) {
      await saveProjectFile(path, project(i % 2 ? 'odd' : 'even', 200_000), ANYWAY)
      if (i === 0) process.stdout.write('started\n')
    }
  },

  async race() {
    const { version } = await readProjectFile(path)
    while (Date.now() < Number(at)) {
      // So that both start in the same millisecond.
    }
    const failure = await failureOf(saveProjectFile(path, project(name), { version, overwrite: false }))
    return failure?.code ?? 'saved'
  },

  async fill() {
    const { version } = await saveProjectFile(path, project('small'), ANYWAY)
    const error = await failureOf(saveProjectFile(path, project('large', 1e6), { version, overwrite: false }))
    return { error, name: (await readProjectFile(path)).project.name, files: readdirSync(dirname(path)) }
  },

  async 'fill-drafts'() {
    const store = new DraftStore(path)
    const window = { isOpen: true, desktop: null }
    const keep = (project: Project): Promise<void> =>
      store.keep(window, { windowId: 'w', path: null, version: null, project })
    await keep(project('small'))
    const error = await failureOf(keep(project('large', 1e6)))
    const { drafts } = await store.list(window)
    return { error, name: drafts[0]?.project.name, files: readdirSync(join(path, 'drafts')) }
  }
}

console.log(JSON.stringify(await programs[what ?? '']!()))
