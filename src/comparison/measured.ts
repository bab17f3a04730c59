// What a run came to, as one number.
import { logRank } from '../shared/monitor'
import type { RunRecord } from '../shared/run'
import { isActive } from '../shared/run'

export const MOMENTS = ['best', 'last', 'test'] as const
export type Moment = (typeof MOMENTS)[number]

/** NaN where the run does not tell it. */
export function measureOf(record: Pick<RunRecord, 'best' | 'last' | 'test'>, log: string, moment: Moment): number {
  if (moment === 'best') return record.best[log]?.value ?? NaN
  return record[moment]?.[log] ?? NaN
}

/** Logs that at least one of the runs tells of a moment: what is measured on other data than the training set comes first. */
export function logsAt(records: readonly RunRecord[], moment: Moment): string[] {
  const names = new Set(records.flatMap((record) => Object.keys(record[moment] ?? {})))
  return [...names].sort((a, b) => logRank(a) - logRank(b) || (a < b ? -1 : 1))
}

/** It has ended by itself: its numbers will not change, and it was not cut short. */
export const isWhole = ({ status, imported }: RunRecord): boolean => status === 'completed' || imported !== null
export const isUnderway = ({ status }: RunRecord): boolean => isActive(status)
