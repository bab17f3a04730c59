// Edits that several fixes are made of.
import type { Design, LayerConfig } from '../../shared/design'
import type { Project } from '../../shared/project'
import type { Identifier } from '../../shared/training'
import { sortedInto } from '../edits/connect'
import { placeLayer, type NewLayer } from '../edits/place'
import { withTraining } from '../edits/training'
import { inputLimits } from '../limits'
import type { Fix } from './define'

export const onModel =
  (change: (design: Design) => Design): Fix['apply'] =>
  (project) => {
    const model = change(project.model)
    return model === project.model ? project : { ...project, model }
  }

export const layer = (className: string, config: LayerConfig = {}): NewLayer => ({ className, config })

/** Puts new layers, one behind the other, between a layer and one of those that feed it. */
export function insertBefore(design: Design, target: string, source: string, layers: readonly NewLayer[]): Design {
  let current = design
  let from = source
  for (const added of layers) {
    const edge = sortedInto(current, target).find((one) => one.source === from)
    if (!edge) return design
    const placed = placeLayer(current, added, { edge }, inputLimits(current))
    current = placed.design
    from = placed.name
  }
  return current
}

/** Puts new layers, one behind the other, behind a layer that feeds none. */
export function append(design: Design, after: string, layers: readonly NewLayer[]): Design {
  let current = design
  let last = after
  for (const added of layers) {
    const placed = placeLayer(current, added, { after: last }, inputLimits(current, added.className))
    current = placed.design
    last = placed.name
  }
  return current
}

/** The number in brackets at the end of a path such as training.loss[1]; null where there is none. */
export const indexIn = (where: string): number | null => {
  const found = /\[(\d+)\]/.exec(where)
  return found ? Number(found[1]) : null
}

/** @param where training.loss, or training.loss[1] for one output of several */
export function setLoss(project: Project, where: string, loss: Identifier): Project {
  const { loss: given } = project.training
  const index = indexIn(where)
  if (!Array.isArray(given) || index === null) return withTraining(project, { loss })
  return withTraining(project, { loss: given.with(index, loss) })
}

export const replaceMetrics = (
  project: Project,
  change: (metrics: readonly Identifier[]) => readonly Identifier[]
): Project => withTraining(project, { metrics: [...change(project.training.metrics)] })
