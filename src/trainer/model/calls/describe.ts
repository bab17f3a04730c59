import type { InferredLayer } from '../../../layers/infer'
import { pictureShape } from '../../../pipeline/augment'
import { isQueryable } from '../../../main/datasets/frame'
import { numberStatistics } from '../../../main/datasets/frames/statistics'
import type { LOOKS, ModelDescription } from '../../../shared/model-contract'
import type { ModelInputs } from '../../../shared/saved-model'
import { activationOf, classNames } from '../class-names'
import { defineCall } from '../define'
import { rangeAsFitted } from '../fitted-ranges'
import { kindOf, withFrame } from '../inputs'
import type { AskedModel } from '../open-model'
import { namesOf } from '../values-input'

export const describe = defineCall('describe', async (model): Promise<ModelDescription> => {
  const { checked, job, shape } = model
  const dataMissing = await model.dataMissing()
  const inputs = await model.inputs()
  const kind = kindOf(inputs, job.fitted)
  const size = kind === 'picture' ? pictureShape(inputs.features[0]!.shape ?? []) : null
  return {
    task: job.dataset.task,
    classes: await classNames(model),
    input: {
      kind,
      shape: [...shape],
      picture: size && { ...size },
      columns: kind === 'values' ? await columnsOf(model, inputs, dataMissing) : []
    },
    outputs: checked.outputs.map(({ layer }) => ({
      layer: layer.name,
      shape: [...layer.outputShape],
      activation: activationOf(layer)
    })),
    splits: { ...job.examples },
    layers: checked.model.layers.map((layer) => ({
      name: layer.name,
      className: layer.type.className,
      shape: [...layer.outputShape],
      looks: looksOf(layer),
      gradCam: layer.type.className !== 'Input' && layer.outputShape.length === 3
    })),
    dataMissing
  }
})

function looksOf({ type, weights, outputShape }: InferredLayer): (typeof LOOKS)[number][] {
  const filters =
    type.group === 'convolution' && weights.some(({ name, shape }) => /kernel$/.test(name) && shape.length === 4)
  return [...(filters ? (['filters'] as const) : []), outputShape.length === 3 ? 'maps' : 'values']
}

type Column = ModelDescription['input']['columns'][number]

/** Texts that are offered to choose from. */
const MOST_OPTIONS = 50

async function columnsOf({ job }: AskedModel, { features }: ModelInputs, missing: boolean): Promise<Column[]> {
  const unknown = (name: string): Column => rangeAsFitted(name, job.fitted)
  if (missing) return features.flatMap((column) => namesOf(column).map(unknown))
  return withFrame(job, async (frame) => {
    const columns: Column[] = []
    for (const feature of features) {
      const { name } = feature
      if (feature.shape?.length !== 0) {
        columns.push(...namesOf(feature).map(unknown))
        continue
      }
      const statistics = isQueryable(frame) ? (await frame.query.statistics([name]))[0]! : null
      const [values] = statistics ? [] : await frame.read([name], { first: 0, count: frame.rows })
      const told = statistics ?? (values?.kind === 'numbers' ? numberStatistics(name, feature.type, values) : null)
      const numbers = told?.numbers
      columns.push({
        name,
        min: numbers?.min ?? null,
        max: numbers?.max ?? null,
        median: numbers?.quantiles[2] ?? null,
        options: feature.type === 'text' ? (told?.top ?? []).slice(0, MOST_OPTIONS).map(({ value }) => value) : []
      })
    }
    return columns
  })
}
