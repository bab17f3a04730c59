// What the names of a filter stand for in the runs that there are.
import { nearNames } from '../../layers/nearest-name'
import { runStatusSchema } from '../../shared/run'
import type { RunSummary } from '../../shared/run-list'
import type { Setting } from '../../shared/setting'

/** 'any': a setting, whose values may be of several kinds. Dates are ms since 1970, durations seconds. */
export type FieldKind = 'number' | 'duration' | 'date' | 'text' | 'flag' | 'any'
export interface Field {
  kind: FieldKind
  /** What a run has by this name; empty where it has none, several of tags or where layers share a parameter's name. */
  values(run: RunSummary): readonly Setting[]
  /** All that it can be. */
  choices?: readonly string[]
  /** What the name means beside a value that is no number: `loss = mse` is the setting, `loss < 0.1` the log. */
  otherwise?: Field
}
export interface KnownName {
  name: string
  of: 'metric' | 'fact' | 'setting'
}
export interface Names {
  /** null: no run has anything of that name. */
  field(name: string): Field | null
  /** For a person to choose from: facts, logs, settings. */
  all: readonly KnownName[]
  near(name: string): string[]
}

const one = (value: Setting | undefined): readonly Setting[] => (value === undefined || value === null ? [] : [value])
const field = (kind: FieldKind, values: Field['values'], choices?: readonly string[]): Field =>
  choices ? { kind, values, choices } : { kind, values }
const bestOf = (run: RunSummary, log: string): number | undefined => run.best[log]?.value ?? run.last?.[log]

/** What every run has, or may have. */
const FACTS: Readonly<Record<string, Field>> = {
  name: field('text', (run) => [run.name]),
  id: field('text', (run) => [run.id]),
  status: field('text', (run) => [run.status], runStatusSchema.options),
  dataset: field('text', (run) => [run.dataset.name, run.dataset.title]),
  project: field('text', (run) => [run.project]),
  engine: field('text', (run) => one(run.engine?.name)),
  epochs: field('number', (run) => [run.epochs.done]),
  time: field('duration', (run) => [run.seconds]),
  created: field('date', (run) => [Date.parse(run.created)]),
  parameters: field('number', (run) => one(run.parameters?.total)),
  samples_per_second: field('number', (run) => one(run.samples_per_second)),
  tag: field('text', (run) => run.annotations.tags),
  note: field('text', (run) => (run.annotations.note === '' ? [] : [run.annotations.note])),
  starred: field('flag', (run) => [run.annotations.starred]),
  archived: field('flag', (run) => [run.annotations.archived]),
  imported: field('flag', (run) => [run.imported !== null]),
  sweep: field('text', (run) => one(run.sweep?.id)),
  trial: field('number', (run) => one(run.sweep?.trial)),
  parent: field('text', (run) => one(run.parent?.run)),
  seed: field('number', (run) => [run.seed])
}
const ALIASES: Readonly<Record<string, string>> = {
  tags: 'tag',
  started: 'created',
  star: 'starred',
  seconds: 'time',
  params: 'parameters',
  throughput: 'samples_per_second'
}

/** A new one is needed when runs have come or changed. */
export function namesOf(runs: readonly RunSummary[]): Names {
  const logs = { best: new Set<string>(), last: new Set<string>(), test: new Set<string>() }
  /** By path: the layer (or optimizer, or step) whose parameter it is, and what those are in the runs. */
  const owners = new Map<string, { owner: string; end: string; classes: Set<string> }>()
  for (const { best, last, test, settings } of runs) {
    for (const log in best) logs.best.add(log)
    for (const log in last) logs.last.add(log)
    for (const log in test) logs.test.add(log)
    for (const path in settings) {
      let known = owners.get(path)
      if (!known) {
        const dot = path.lastIndexOf('.')
        known = { owner: dot > 0 ? path.slice(0, dot) : '', end: path.slice(dot + 1), classes: new Set() }
        owners.set(path, known)
      }
      const owner = known.owner === '' ? undefined : settings[known.owner]
      if (typeof owner === 'string') known.classes.add(owner)
    }
  }
  const paths = new Set(owners.keys())
  const classes = new Set(
    [...owners.values()].flatMap(({ end, classes }) =>
      [...classes].filter((name) => /^[A-Z]\w*$/.test(name)).map((name) => `${name}.${end}`)
    )
  )
  const measured = new Set([...logs.best, ...logs.last])
  const ends = new Set([...owners.values()].filter(({ owner }) => owner !== '').map(({ end }) => end))
  const facts = Object.keys(FACTS)
  const all: KnownName[] = [
    ...[...measured].map((name) => ({ name, of: 'metric' as const })),
    ...facts.map((name) => ({ name, of: 'fact' as const })),
    ...[...paths, ...classes].map((name) => ({ name, of: 'setting' as const })),
    ...[...ends].filter((end) => !paths.has(end)).map((name) => ({ name, of: 'setting' as const })),
    ...Object.entries(logs).flatMap(([part, names]) =>
      [...names].map((name) => ({ name: `${part}.${name}`, of: 'metric' as const }))
    )
  ]

  function find(name: string): Field | null {
    const [first, rest] = [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)]
    if (first === 'best' && measured.has(rest)) return field('number', (run) => one(bestOf(run, rest)))
    if (first === 'last' && logs.last.has(rest)) return field('number', (run) => one(run.last?.[rest]))
    if (first === 'test' && logs.test.has(rest)) return field('number', (run) => one(run.test?.[rest]))
    const fact = Object.hasOwn(ALIASES, name) ? ALIASES[name]! : name
    if (Object.hasOwn(FACTS, fact)) return FACTS[fact]!
    const setting = settingField(first === 'setting' ? rest : name)
    if (!measured.has(name)) return setting
    const log = field('number', (run) => one(bestOf(run, name)))
    return setting ? { ...log, otherwise: setting } : log
  }
  function settingField(name: string): Field | null {
    if (paths.has(name)) return field('any', (run) => (name in run.settings ? [run.settings[name]!] : []))
    const ending = [...paths].filter((path) => path.endsWith(`.${name}`))
    if (ending.length > 0)
      return field('any', (run) => ending.flatMap((path) => (path in run.settings ? [run.settings[path]!] : [])))
    if (!classes.has(name)) return null
    const dot = name.lastIndexOf('.')
    const [owner, end] = [name.slice(0, dot), name.slice(dot)]
    const own = [...paths]
      .filter((path) => path.endsWith(end))
      .map((path) => [path, path.slice(0, -end.length)] as const)
    return field('any', (run) =>
      own.flatMap(([path, layer]) =>
        path in run.settings && run.settings[layer] === owner ? [run.settings[path]!] : []
      )
    )
  }
  return {
    field: find,
    all: [...new Map(all.map((known) => [known.name, known])).values()],
    near: (name) => nearNames(name, [...new Set([...all.map((known) => known.name), ...Object.keys(ALIASES)])])
  }
}
