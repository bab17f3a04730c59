// A project as the Keras 3 script that does the same.
import type { LayerCatalogue } from '../../layers'
import type { Project } from '../../shared/project'
import { dataPlanOf } from './data'
import { call, layout } from './expression'
import { kerasData } from './keras-data'
import { kerasLayers, one } from './keras-layers'
import { kerasCompile, kerasEvaluate, kerasFit } from './keras-training'
import { PYTHON } from './languages'
import { modelLines } from './model'
import { planOf, type Plan } from './plan'
import { code, codeText, commentLines, type CodeLine, type CodeText } from './text'

/** Keras asks for targets of two axes there. */
const COLUMN_METRICS = ['F1Score', 'R2Score', 'f1_score', 'r2_score']

/**
 * Keras 3, functional API: data, model, training, test. A design that does not fit together still gives code, with a
 * comment where its first fault is. Never throws.
 */
export function kerasCode(project: Project, catalogue: LayerCatalogue): CodeText {
  const plan = planOf(project.model, catalogue)
  const data = dataPlanOf(project, plan)
  const { training } = project
  const columns = training.metrics.some((metric) =>
    COLUMN_METRICS.includes(typeof metric === 'string' ? metric : metric.class_name)
  )
  const sections = [
    titled('Data', kerasData(data, training.dtype_policy === 'float64' ? 'float64' : 'float32', columns)),
    titled('Model', [modelLines(plan, kerasLayers(catalogue)), finish(plan)]),
    titled('Training', [kerasCompile(project, plan), kerasFit(project, plan, data)]),
    titled('Test', [kerasEvaluate(plan, data)])
  ].flat()
  const used = sections.flat().map(({ text }) => text)
  return codeText([about(project), imports(used), settings(project), ...sections])
}

const about = ({ name, description }: Project): CodeLine[] => {
  const text = typeof description === 'object' ? description.en : description
  return code(...commentLines('#', text ? `${name}: ${text}` : name, PYTHON.width))
}

function imports(used: readonly string[]): CodeLine[] {
  const uses = (module: string): boolean => used.some((text) => text.includes(`${module}.`))
  return code(
    'import keras',
    ...(uses('np') ? ['import numpy as np'] : []),
    ...(uses('pd') ? ['import pandas as pd'] : []),
    ...(uses('layers') ? ['from keras import layers'] : [])
  )
}

function settings({ training: { seed, dtype_policy } }: Project): CodeLine[] {
  const policy = JSON.stringify(dtype_policy)
  return code(
    `keras.utils.set_random_seed(${seed})`,
    ...(dtype_policy === 'float64' ? [`keras.config.set_floatx(${policy})`] : []),
    ...(dtype_policy === 'float32' ? [] : [`keras.config.set_dtype_policy(${policy})`])
  )
}

/** A heading over the first of the sections that have lines. */
function titled(title: string, sections: CodeLine[][]): CodeLine[][] {
  const [first, ...rest] = sections.filter((section) => section.length > 0)
  return first ? [[...code(`# ${title}`), ...first], ...rest] : []
}

function finish({ inputs, outputs, variables }: Plan): CodeLine[] {
  const names = (nodes: Plan['nodes']): string[] => nodes.map(({ node }) => variables.tensors.get(node)!)
  const model = call('keras.Model', [one(names(inputs)), one(names(outputs))])
  return code(...layout('model = ', model, PYTHON), 'model.summary()')
}
