import type { Project } from '../../shared/project'
import type { CallbackConfig } from '../../shared/training'
import { looseEnds } from '../flow'
import { renameLayer } from './layers'

/** Renames a layer wherever the project names it: in the design, and in what callbacks monitor. The new name must be free. */
export function renameInProject(project: Project, from: string, to: string): Project {
  const model = renameLayer(project.model, from, to)
  const outputs = [...looseEnds(project.model)]
  // Logs carry the names of the outputs only where there are several.
  if (outputs.length < 2 || !outputs.includes(from)) return { ...project, model }
  const callbacks = project.training.callbacks.map((callback): CallbackConfig => {
    if (!('monitor' in callback.config)) return callback
    const { monitor } = callback.config
    const renamed = renamedLog(monitor, outputs, from, to)
    if (renamed === monitor) return callback
    return { ...callback, config: { ...callback.config, monitor: renamed } } as CallbackConfig
  })
  const isSame = callbacks.every((callback, i) => callback === project.training.callbacks[i])
  return { ...project, model, ...(isSame ? {} : { training: { ...project.training, callbacks } }) }
}

/** val_<output>_<metric>: of outputs named dense and dense_1, val_dense_1_loss is the second's. */
function renamedLog(log: string, outputs: readonly string[], from: string, to: string): string {
  const read = outputs.flatMap((output) =>
    ['', 'val_'].flatMap((split) => (log.startsWith(`${split}${output}_`) ? [{ split, output }] : []))
  )
  const [found] = read.sort((a, b) => b.output.length - a.output.length)
  if (found?.output !== from) return log
  const metric = log.slice(found.split.length + from.length + 1)
  // "1_loss" is no metric: another layer is meant, which is no output now.
  return /^[a-z]/i.test(metric) ? `${found.split}${to}_${metric}` : log
}
