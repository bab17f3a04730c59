import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseProject, type Project } from '../../src/shared/project'

export { stack } from './stack'

export const ROOT = resolve(import.meta.dirname, '../..')
export const examplePath = (id: string): string => join(ROOT, 'examples', `${id}.netloom.json`)
export const example = (id: string): Project => parseProject(readFileSync(examplePath(id), 'utf8'), id)
