// Where the person looks inside trained models: example, layer, checkpoint and class of each run. What shows the same run in
// several tabs follows the same place.
import { shallowReactive } from 'vue'
import { defineStore } from 'pinia'
import type { DataDescription } from '../../shared/data-contract'
import type { ModelInput } from '../../shared/model-contract'
import type { RunRecord } from '../../shared/run'
import { useApi, type Api } from '../api'
import { pictureColumn } from '../data/pictures/picture-column'
import { picturesOf, type Pixels } from '../data/pictures/pixels'

type ModelApi = Api['model']
export type ModelAsked<M extends keyof ModelApi> = Awaited<ReturnType<ModelApi[M]>>

export interface Place {
  input: ModelInput | null
  layer: string | null
  /** Null is the model as training left it. */
  checkpoint: string | null
  /** The unit of the first output that is explained; null: the one predicted. */
  unit: number | null
}
const NOWHERE: Place = { input: null, layer: null, checkpoint: null, unit: null }

export const useInside = defineStore('inside', () => {
  const api = useApi()
  const places = shallowReactive(new Map<string, Place>())
  const descriptions = new Map<string, Promise<DataDescription>>()

  const placeOf = (runId: string): Place => places.get(runId) ?? NOWHERE
  const go = (runId: string, change: Partial<Place>): void => void places.set(runId, { ...placeOf(runId), ...change })

  const ask = <M extends keyof ModelApi>(call: M, input: Parameters<ModelApi[M]>[0]): Promise<ModelAsked<M>> =>
    (api.model[call] as (given: typeof input) => Promise<ModelAsked<M>>)(input)

  /** Of the data that a run was trained on. */
  function describeData({ project, baseDir }: RunRecord): Promise<DataDescription> {
    const { source } = project.dataset
    const key = JSON.stringify([source, baseDir])
    const known = descriptions.get(key)
    if (known) return known
    const asked = api.data.describe({ source, baseDir })
    descriptions.set(key, asked)
    asked.catch(() => descriptions.delete(key))
    return asked
  }

  /** Pictures of rows of the data; null for one that cannot be read, and none where rows are no pictures. */
  async function pictures(record: RunRecord, rows: Uint32Array, side: number): Promise<(Pixels | null)[]> {
    const { source } = record.project.dataset
    const { baseDir } = record
    const column = pictureColumn(await describeData(record))
    if (!column || rows.length === 0) return []
    const at = [...rows]
    const page = { columns: [column.name], first: 0, count: at.length, at, view: {}, thumbnail: side }
    const { values } = await api.data.rows({ source, baseDir, ...page })
    return picturesOf(values[0]!)
  }

  return { placeOf, go, ask, describeData, pictures }
})
