// Edits that several fixes are made of.
import { catalogue } from '../../layers/index'
import type { Design, LayerConfig } from '../../shared/design'
import type { Project } from '../../shared/project'
import type { Identifier } from '../../shared/training'
import { sortedInto, type InputsOf } from '../edits/connect'
import { placeLayer, type NewLayer } from '../edits/place'
import type { Fix } from './define'

/** How many inputs each layer of a design takes; any number where its class is not known. */
export function inputLimits(design: Design): InputsOf {
  const classes = new Map(design.nodes.map(({ name, class_name }) => [name, class_name]))
  return (name) => catalogue.get(classes.get(name) ?? '')?.inputs ?? { min: 0, max: Infinity }
}

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
    // The new layer's name is not in the design yet.
    const known = inputLimits(current)
    const limits: InputsOf = (name) =>
      current.nodes.some((node) => node.name === name)
        ? known(name)
        : (catalogue.get(added.className)?.inputs ?? { min: 0, max: Infinity })
    const placed = placeLayer(current, added, { after: last }, limits)
    current = placed.design
    last = placed.name
  }
  return current
}

export const withTraining = (project: Project, change: Partial<Project['training']>): Project => ({
  ...project,
  training: { ...project.training, ...change }
})

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
