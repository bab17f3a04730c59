// A project as the tfjs script that comes closest to it.
import { tableOf } from '../../shared/dataset'
import type { LayerCatalogue } from '../../layers'
import type { Project } from '../../shared/project'
import { dataPlanOf } from './data'
import { JAVASCRIPT } from './languages'
import { modelLines } from './model'
import { planOf } from './plan'
import { aboutLines, modelCall, titled } from './script'
import { code, codeText, type CodeText } from './text'
import { tfjsData } from './tfjs-data'
import { tfjsLayers } from './tfjs-layers'
import { tfjsCompile, tfjsEvaluate, tfjsFit } from './tfjs-training'

/**
 * A JavaScript module for Node.js or a browser with tfjs. What tfjs lacks is told in comments, as is the first fault of a
 * design that does not fit together. Never throws.
 */
export function tfjsCode(project: Project, catalogue: LayerCatalogue): CodeText {
  const plan = planOf(project.model, catalogue)
  const data = dataPlanOf(project, plan)
  const { mark } = JAVASCRIPT
  const { dtype_policy } = project.training
  const reads = !tableOf(project.dataset.source) ? [] : ["import { readFile } from 'node:fs/promises'"]
  const policy = dtype_policy === 'float32' ? [] : code(`// tfjs computes in float32, not ${dtype_policy}.`)
  return codeText([
    aboutLines(project, JAVASCRIPT),
    code(...reads, "import * as tf from '@tensorflow/tfjs'"),
    policy,
    ...titled(mark, 'Data', tfjsData(data)),
    ...titled(mark, 'Model', [modelLines(plan, tfjsLayers(catalogue)), modelCall(plan, JAVASCRIPT)]),
    ...titled(mark, 'Training', [tfjsCompile(project), tfjsFit(project, plan, data)]),
    ...titled(mark, 'Test', [tfjsEvaluate(plan, data)])
  ])
}
