import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { NetloomError } from '../../shared/errors'
import { parseProject, PROJECT_EXTENSION, type Project } from '../../shared/project'

/** Reads a project file. @throws NetloomError FILE_NOT_FOUND, IS_FOLDER, PROJECT_* */
export async function readProject(path: string): Promise<Project> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT') throw new NetloomError('FILE_NOT_FOUND', { path: resolve(path) }, { cause: error })
    if (code === 'EISDIR') throw new NetloomError('IS_FOLDER', { path: resolve(path) }, { cause: error })
    throw error
  })
  return parseProject(text, path)
}

export interface ExampleProject {
  id: string
  path: string
  project: Project
}

/** The projects in `folder`, in the order of their names. */
export async function listExamples(folder: string): Promise<ExampleProject[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(PROJECT_EXTENSION)).sort()
  return Promise.all(
    files.map(async (file) => {
      const path = join(folder, file)
      return { id: file.slice(0, -PROJECT_EXTENSION.length), path, project: await readProject(path) }
    })
  )
}
