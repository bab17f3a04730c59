// What diagnoses are made from, of a run that is open in the window.
import type { Evidence } from '../../document/diagnoses'
import { catalogue } from '../../layers/index'
import { surveyDesign } from '../../layers/survey'
import type { Design } from '../../shared/design'
import type { RunRecord } from '../../shared/run'
import type { RunSeries } from '../series/run-series'

/** @param leaked rows of validation and test that training sees as well; null where nobody has looked */
export function evidenceOf(
  record: RunRecord,
  series: RunSeries,
  survey: Evidence['survey'],
  leaked: Evidence['leaked']
): Evidence {
  return {
    project: record.project,
    survey,
    dataset: null,
    leaked: leaked ?? null,
    error: record.error,
    logs: new Map([...series.epochLogs].map(([name, column]) => [name, column.view()])),
    epochs: series.epochs,
    deadShares: new Map([...series.layers.outputs].map(([name, { dead }]) => [name, dead.last])),
    classCounts: series.start?.class_counts ?? null
  }
}

export const surveyOf = (design: Design): Evidence['survey'] => surveyDesign(design, catalogue)
