// What trained models answer: descriptions, evaluations, examples and predictions; and the data that their runs were made of.
import { ref, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { Evaluation, ModelDescription, ModelInput, Prediction, PredictionView } from '../../shared/model-contract'
import type { DatasetSource, SplitName } from '../../shared/dataset'
import { isActive, type RunRecord } from '../../shared/run'
import type { RunSummary } from '../../shared/run-list'
import { useApi, type Api } from '../api'
import { useRuns } from './runs'

/** Weights of a run: as training left them, or a checkpoint's file. */
export interface ModelOf {
  runId: string
  checkpoint: string | null
}
export type Examples = Awaited<ReturnType<Api['model']['examples']>>
export type DataRows = Awaited<ReturnType<Api['data']['rows']>>
const KEPT_EVALUATIONS = 12
const LOOKED_INTO = 12

export const dataOf = ({ project, baseDir }: RunRecord) => ({ source: project.dataset.source, baseDir })

export const useModels = defineStore('models', () => {
  const api = useApi()
  const runs = useRuns()
  const evaluations = new Map<string, Promise<Evaluation>>()
  /** The example that the Try it tab of a run is to begin with. */
  const toTry = shallowRef<{ runId: string; row: number } | null>(null)
  /** Counts finished evaluations, for what depends on them. */
  const evaluated = ref(0)

  const describe = (model: ModelOf): Promise<ModelDescription> => api.model.describe(model)

  /** Kept, for an evaluation takes seconds. `state`: when the weights were last written. */
  function evaluate(model: ModelOf, split: SplitName, state: string): Promise<Evaluation> {
    const key = JSON.stringify([model, split, state])
    const known = evaluations.get(key)
    if (known) return known
    const asked = api.model.evaluate({ ...model, split })
    evaluations.set(key, asked)
    asked.then(
      () => evaluated.value++,
      () => evaluations.delete(key)
    )
    if (evaluations.size > KEPT_EVALUATIONS) evaluations.delete(evaluations.keys().next().value!)
    return asked
  }
  const examples = (model: ModelOf, view: PredictionView, first: number, count: number): Promise<Examples> =>
    api.model.examples({ ...model, view, first, count })
  const predict = (model: ModelOf, input: ModelInput): Promise<Prediction> => api.model.predict({ ...model, input })

  const describeData = (record: RunRecord) => api.data.describe(dataOf(record))
  /** Values of some rows of a run's data. */
  const rowsAt = (record: RunRecord, columns: string[], at: number[], thumbnail: number | null): Promise<DataRows> =>
    api.data.rows({ ...dataOf(record), columns, first: 0, count: 0, at, thumbnail })
  /** Words of a column of word numbers. */
  const vocabulary = (record: RunRecord, column: string, most: number) =>
    api.data.vocabulary({ ...dataOf(record), column, most })

  /** Finished runs with a model that were trained on a source, the newest first. */
  async function runsOn(source: DatasetSource, baseDir: string | null): Promise<RunSummary[]> {
    const ended = runs.summaries
      .filter(({ status, hasModel }) => hasModel && !isActive(status))
      .sort((a, b) => b.created.localeCompare(a.created))
    if ('name' in source) return ended.filter(({ dataset }) => dataset.name === source.name)
    // Only the record says which file a source of one's own is: the newest few are looked into.
    const wanted = JSON.stringify({ source, baseDir })
    const records = await Promise.all(ended.slice(0, LOOKED_INTO).map(({ id }) => recordOf(id)))
    return ended.filter((_, i) => records[i] && JSON.stringify(dataOf(records[i])) === wanted)
  }
  const records = new Map<string, Promise<RunRecord | null>>()
  function recordOf(runId: string): Promise<RunRecord | null> {
    const known = records.get(runId)
    if (known) return known
    const asked = api.runs.get({ runId }).then(
      ({ record }) => record,
      () => null
    )
    records.set(runId, asked)
    return asked
  }

  return { runsOn, toTry, evaluated, describe, evaluate, examples, predict, describeData, rowsAt, vocabulary }
})
