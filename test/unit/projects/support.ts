import type { Project } from '../../../src/shared/project'
import type { CallingWindow } from '../../../src/main/ports'
import { example } from '../../support/projects'

export const projectNamed = (name: string): Project => ({ ...example('line'), name })

export interface TestWindow extends CallingWindow {
  isOpen: boolean
}
export const testWindow = (): TestWindow => ({ isOpen: true, desktop: null })

export const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no error',
    (error: { code?: string }) => error.code
  )
