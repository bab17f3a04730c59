import { setParam } from '../../../document/edits/layers'
import { useProject } from '../../stores/project'
import type { ParamValue } from './typed'

/**
 * Sets a parameter of some layers; undefined gives it its default again. What is typed into one field without leaving it
 * is one step of undo.
 */
export type SetParam = (names: readonly string[], key: string, value: ParamValue | undefined, typed: boolean) => void

export function useParamEdits(): SetParam {
  const project = useProject()
  return (names, key, value, typed) =>
    project.editModel(
      'param',
      (design) => setParam(design, names, key, value),
      typed ? { merge: `param:${names.join()}:${key}` } : 'now'
    )
}
