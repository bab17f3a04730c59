// A project as the Keras 3 script that does the same.
import type { LayerCatalogue } from '../../layers'
import { LOSSES, METRICS } from '../../layers/terms'
import type { Project } from '../../shared/project'
import { findTerm } from '../../shared/schema'
import { identifierName, lossesOf, type Identifier } from '../../shared/training'
import { dataPlanOf } from './data'
import { kerasData } from './keras-data'
import { kerasLayers } from './keras-layers'
import { kerasCompile, kerasEvaluate, kerasFit } from './keras-training'
import { PYTHON } from './languages'
import { modelLines } from './model'
import { planOf, type Plan } from './plan'
import { aboutLines, modelCall, titled } from './script'
import { code, codeText, type CodeLine, type CodeText } from './text'

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
  const columns = asksForColumns(project, plan)
  const sections = [
    titled(PYTHON.mark, 'Data', kerasData(data, training.dtype_policy === 'float64' ? 'float64' : 'float32', columns)),
    titled(PYTHON.mark, 'Model', [modelLines(plan, kerasLayers(catalogue)), modelCall(plan, PYTHON)]),
    titled(PYTHON.mark, 'Training', [kerasCompile(project, plan), ...kerasFit(project, plan, data)]),
    titled(PYTHON.mark, 'Test', [kerasEvaluate(plan, data)])
  ].flat()
  const used = sections.flat().map(({ text }) => text)
  return codeText([aboutLines(project, PYTHON), imports(used), settings(project), ...sections])
}

/** Keras does not broadcast plain targets over several outputs, and some metrics take two axes only. */
function asksForColumns({ training }: Project, { model, outputs }: Plan): boolean {
  const names = (given: readonly Identifier[]): string[] => given.map(identifierName)
  const widths = outputs.map(
    ({ node }) => model?.layers.find(({ name }) => name === node.name)?.outputShape.at(-1) ?? 1
  )
  const asNumbers = [
    ...names(training.metrics).map((name) => findTerm(METRICS, name)),
    ...names(lossesOf(training)).map((name) => findTerm(LOSSES, name))
  ].some((term) => term?.target === 'numbers')
  const flat = names(training.metrics).some((name) => COLUMN_METRICS.includes(name))
  return flat || (asNumbers && widths.some((width) => width > 1))
}

const MODULES = [
  { from: 'sklearn.datasets', names: ['make_blobs', 'make_circles', 'make_moons'] },
  { from: 'sklearn.impute', names: ['SimpleImputer'] },
  { from: 'sklearn.preprocessing', names: ['MinMaxScaler', 'OneHotEncoder', 'OrdinalEncoder'] },
  // Where the class is kept since Keras 3.
  { from: 'tensorflow.keras.preprocessing.image', names: ['ImageDataGenerator'] }
]

function imports(used: readonly string[]): CodeLine[] {
  const uses = (module: string): boolean => used.some((text) => text.includes(`${module}.`))
  const imported = MODULES.flatMap(({ from, names }) => {
    const found = names.filter((name) => used.some((text) => new RegExp(`\\b${name}\\(`).test(text)))
    return found.length === 0 ? [] : [`from ${from} import ${found.join(', ')}`]
  })
  return code(
    ...['gzip', 'json'].filter((module) => uses(module)).map((module) => `import ${module}`),
    ...(used.some((text) => text.includes('time.monotonic')) ? ['import time'] : []),
    'import keras',
    ...(uses('np') ? ['import numpy as np'] : []),
    ...(uses('pd') ? ['import pandas as pd'] : []),
    ...(uses('tf.data') ? ['import tensorflow as tf'] : []),
    ...(used.some((text) => /(?<!keras\.)\blayers\./.test(text)) ? ['from keras import layers'] : []),
    ...imported
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
