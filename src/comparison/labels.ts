// Names that tell runs apart where their own names do not.
import type { RunRecord } from '../shared/run'
import type { Setting, SettingsMap } from '../shared/setting'
import { differingSettings, isToldByData, shortPath } from './run-groups'
import { settingsOf } from './settings'

const MOST = 2

/** A run as far as its label goes by it. */
export interface Labelled {
  id: string
  name: string
  /** As settingsOf tells them. */
  settings: SettingsMap
}

/** By run: its name, and where others have the same one, what it was trained with that they were not. */
export const runLabels = (records: readonly RunRecord[]): Map<string, string> =>
  labelled(
    records.map(({ id, name, project, seed }) => ({ id, name, settings: { ...settingsOf(project), seed } })),
    MOST,
    (path, value) => `${shortPath(path)} = ${String(value)}`
  )

/** The same in few words, for the end of a curve: 'mnist-mlp · sgd, seed 1'. */
export const shortLabels = (runs: readonly Labelled[]): Map<string, string> =>
  labelled(runs, 1, (path, value) => (typeof value === 'string' ? value : `${shortPath(path)} ${String(value)}`))

function labelled(
  runs: readonly Labelled[],
  most: number,
  text: (path: string, value: Setting) => string
): Map<string, string> {
  const labels = new Map<string, string>()
  for (const name of new Set(runs.map((run) => run.name))) {
    const same = runs.filter((run) => run.name === name)
    const paths = differingSettings(same.map(({ settings }) => settings))
    const told = paths.filter((path) => path !== 'seed' && !isToldByData(path)).slice(0, most)
    if (paths.includes('seed')) told.push('seed')
    for (const { id, settings } of same) {
      const more = told.flatMap((path) => (settings[path] === undefined ? [] : text(path, settings[path])))
      labels.set(id, [name, more.join(', ')].filter(Boolean).join(' · '))
    }
  }
  return labels
}
