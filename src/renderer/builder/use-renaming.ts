import { renameInProject } from '../../document/edits/rename'
import { NetloomError } from '../../shared/errors'
import { nodeSchema } from '../../shared/design'
import { useBuilder } from '../stores/builder'
import { useProblems } from '../stores/problems'
import { useProject } from '../stores/project'

export interface Renaming {
  /** What is wrong with a name for a layer; null where nothing is. */
  faultOf(from: string, to: string): 'taken' | 'form' | null
  /** Does nothing where the name is wrong, and says so. */
  rename(from: string, to: string): boolean
}

export function useRenaming(): Renaming {
  const project = useProject()
  const builder = useBuilder()
  const problems = useProblems()
  function faultOf(from: string, to: string): 'taken' | 'form' | null {
    if (to === from) return null
    if (!nodeSchema.shape.name.safeParse(to).success) return 'form'
    return project.draft?.model.nodes.some(({ name }) => name === to) ? 'taken' : null
  }
  return {
    faultOf,
    rename(from, given) {
      const to = given.trim()
      if (to === from || to === '') return true
      if (faultOf(from, to)) {
        problems.report('design', new NetloomError('LAYER_NAME', { layer: from, found: to }))
        return false
      }
      const chosen = builder.names.map((name) => (name === from ? to : name))
      project.edit('rename', (now) => renameInProject(now, from, to))
      builder.select(chosen)
      return true
    }
  }
}
