// What the process of a trained model is told of its run.
import { taskOf, type DatasetSource, type ResolvedDataset } from '../../shared/dataset'
import { NetloomError, toErrorPayload, type ErrorPayload } from '../../shared/errors'
import type { RunRecord } from '../../shared/run'
import type { ModelJob } from '../../shared/trainer-protocol'
import { CATALOG } from '../datasets/catalog'
import type { KnownDataset } from '../datasets/catalog/known'
import { resolveDataset, sequenceOptions } from '../datasets/resolve'
import { refuseImported } from '../runs/imported'
import type { RunStore } from '../runs/store'

/** @throws NetloomError RUN_NOT_FOUND, RUN_UNREADABLE, RUN_IMPORTED, MODEL_NOT_YET for a run that has not begun to train */
export async function modelJobOf(store: RunStore, runId: string): Promise<ModelJob> {
  const { record } = await store.read(runId)
  refuseImported(record)
  const folder = store.folderOf(record.id)
  if (record.dataset.examples === null) throw new NetloomError('MODEL_NOT_YET', { path: folder })
  const { project, dataset, baseDir } = record
  const found = await resolveDataset(project.dataset.source, { baseDir }).then(
    (resolved) => ({ resolved, missing: null }),
    (error: unknown): { resolved: ResolvedDataset; missing: ErrorPayload } => ({
      resolved: unresolved(record),
      missing: toErrorPayload(error)
    })
  )
  return {
    runId: record.id,
    project,
    dataset: { ...found.resolved, classes: found.resolved.classes ?? dataset.classes },
    folder,
    fitted: dataset.preprocessing ?? [],
    hashes: dataset.hashes,
    examples: record.dataset.examples,
    inputs: null,
    columns: dataset.columns ?? null,
    missing: found.missing
  }
}

/** What is known of data that are not there any more. */
function unresolved({ project, dataset: { name, title, origin, classes } }: RunRecord): ResolvedDataset {
  const { source } = project.dataset
  const task = 'name' in source ? (knownOf(source)?.task ?? 'classification') : taskOf(source)
  return { name, title, task, classes, origin, files: [], source, sequences: sequencesOfSource(source) }
}

const knownOf = (source: DatasetSource): KnownDataset | undefined =>
  'name' in source ? CATALOG.find(({ name }) => name === source.name) : undefined

/** How texts of a dataset known by name are read. */
export function sequencesOfSource(source: DatasetSource): ResolvedDataset['sequences'] {
  const known = knownOf(source)
  return known && 'name' in source ? sequenceOptions(source, known) : null
}
