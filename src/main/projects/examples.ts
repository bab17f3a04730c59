import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PROJECT_EXTENSION, type Project } from '../../shared/project'
import { errorCode } from '../error-code'
import { readProjectFile } from './project-file'

/** Reads a project file. @throws NetloomError FILE_NOT_FOUND, IS_FOLDER, PROJECT_* */
export const readProject = async (path: string): Promise<Project> => (await readProjectFile(path)).project

export interface ExampleProject {
  id: string
  path: string
  project: Project
}

/** Of the folder of examples: what lessons begin with, named by their path. */
export const LESSONS_FOLDER = 'lessons'

/** The projects in `folder`, in the order of their names, then those of its lessons. */
export async function listExamples(folder: string): Promise<ExampleProject[]> {
  const lessons = join(folder, LESSONS_FOLDER)
  const [own, taught] = await Promise.all([projectsIn(folder), projectsIn(lessons).catch(noneWithout)])
  return [...own, ...taught.map((example) => ({ ...example, id: `${LESSONS_FOLDER}/${example.id}` }))]
}

/** There may be no such folder. */
function noneWithout(error: unknown): [] {
  if (errorCode(error) === 'ENOENT') return []
  throw error
}

async function projectsIn(folder: string): Promise<ExampleProject[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(PROJECT_EXTENSION)).sort()
  return Promise.all(
    files.map(async (file) => {
      const path = join(folder, file)
      return { id: file.slice(0, -PROJECT_EXTENSION.length), path, project: await readProject(path) }
    })
  )
}
