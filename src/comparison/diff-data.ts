// What differs in the data of runs: their content, how they were split, what was done to them, and what came out.
import { isSame } from '../shared/same'
import type { RunRecord } from '../shared/run'
import type { Setting, SettingsMap } from '../shared/setting'
import { cellAt, diffSettings, rowOf, type Cell, type DiffRow } from './diff-settings'
import { settingsOf } from './settings'

export const DATA_GROUPS = ['source', 'split', 'preprocessing', 'augmentation', 'columns', 'classes'] as const
export type DataGroup = (typeof DATA_GROUPS)[number]

/** @param runs the first is the baseline */
export function diffData(runs: readonly RunRecord[]): DiffRow<DataGroup>[] {
  const settings = runs.map(({ project }) => settingsOf(project))
  const facts = runs.map(factsOf)
  const rows = [...settingRows(settings), ...factRows(facts)]
  return rows.sort((a, b) => DATA_GROUPS.indexOf(a.group) - DATA_GROUPS.indexOf(b.group))
}

function settingRows(settings: readonly SettingsMap[]): DiffRow<DataGroup>[] {
  const groupOfPath = (path: string): DataGroup => {
    if (path.startsWith('split.')) return 'split'
    if (path.startsWith('augmentation.')) return 'augmentation'
    return path === 'label_mode' ? 'classes' : path.startsWith('dataset') ? 'source' : 'preprocessing'
  }
  return diffSettings(settings)
    .filter(({ group }) => group === 'data')
    .map((row) => ({ ...row, group: groupOfPath(row.path) }))
}

type Facts = Map<string, { group: DataGroup; value: Setting }>
function factRows(facts: readonly Facts[]): DiffRow<DataGroup>[] {
  const paths = new Map(facts.flatMap((one) => [...one].map(([path, { group }]) => [path, group] as const)))
  return [...paths].map(([path, group]) =>
    rowOf(
      path,
      group,
      facts.map((one): Cell => ({ value: one.get(path)?.value, isDefault: false }))
    )
  )
}

/** What a run's record tells of its data, beside its settings. Paths of hashes are sha256.<role>. */
function factsOf({ dataset }: RunRecord): Facts {
  const facts: Facts = new Map()
  const tell = (group: DataGroup, path: string, value: Setting | undefined): void => {
    if (value !== undefined) facts.set(path, { group, value })
  }
  tell('source', 'title', dataset.title)
  tell('source', 'origin', dataset.origin)
  for (const [role, hash] of Object.entries(dataset.hashes)) tell('source', `sha256.${role}`, hash)
  for (const [split, count] of Object.entries(dataset.examples ?? {})) tell('split', `examples.${split}`, count)
  for (const [i, { class_name, fitted }] of (dataset.preprocessing ?? []).entries())
    for (const [column, values] of Object.entries(fitted))
      for (const [name, value] of Object.entries(isObject(values) ? values : { '': values }))
        tell('preprocessing', [`${i + 1}. ${class_name}`, column, name].filter(Boolean).join('.'), shortValue(value))
  for (const { name, type, shape } of dataset.columns?.features ?? [])
    tell('columns', name, shape === null || shape.length === 0 ? type : `${type} ${shape.join(' × ')}`)
  if (dataset.columns?.target) tell('columns', 'target', dataset.columns.target)
  if (dataset.classes) tell('classes', 'classes', shortValue(dataset.classes))
  for (const [i, count] of (dataset.class_counts ?? []).entries())
    tell('classes', `class_counts.${dataset.classes?.[i] ?? i}`, count)
  return facts
}
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const LONGEST = 60
/** Numbers and texts as they are; what is long as its length and a number that differs where it does. */
export function shortValue(value: unknown): Setting {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (text.length <= LONGEST) return text
  const size = Array.isArray(value) ? `[${value.length}]` : `{${text.length}}`
  return `${size} #${fingerprint(text)}`
}
/** FNV-1a, 32 bits, hexadecimal: to see that two long values differ, and for nothing else. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** What is said of the data of two runs in one sentence each. */
export interface DataVerdict {
  /** By the content's hashes: 'changed' is another content under the same name. */
  content: 'same' | 'changed' | 'other' | 'unknown'
  /** Settings of the split that differ: seed, validation ... */
  split: readonly string[]
  /** 'fitted': the same steps have learnt other values. */
  steps: 'same' | 'fitted' | 'other'
  sameAugmentation: boolean
  /** As many examples in each split; null where one of them has not told. */
  sameExamples: boolean | null
}

export function compareData(a: RunRecord, b: RunRecord): DataVerdict {
  const [one, other] = [settingsOf(a.project), settingsOf(b.project)]
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  const differ = keys.filter((path) => cellAt(one, path).value !== cellAt(other, path).value)
  const sameSteps = isSame(a.project.dataset.preprocessing, b.project.dataset.preprocessing)
  const fitted = ({ dataset }: RunRecord): unknown => dataset.preprocessing?.map((step) => step.fitted)
  const [before, after] = [fitted(a), fitted(b)]
  return {
    content: contentOf(
      a,
      b,
      differ.some((path) => /^dataset(\.|$)/.test(path))
    ),
    split: differ.filter((path) => path.startsWith('split.')).map((path) => path.slice('split.'.length)),
    steps: !sameSteps ? 'other' : before && after && !isSame(before, after) ? 'fitted' : 'same',
    sameAugmentation: !differ.some((path) => path.startsWith('augmentation.')),
    sameExamples: a.dataset.examples && b.dataset.examples ? isSame(a.dataset.examples, b.dataset.examples) : null
  }
}

function contentOf(a: RunRecord, b: RunRecord, otherSource: boolean): DataVerdict['content'] {
  const [one, other] = [a.dataset.hashes, b.dataset.hashes]
  if (Object.keys(one).length === 0 || Object.keys(other).length === 0) return otherSource ? 'other' : 'unknown'
  if (isSame(one, other)) return 'same'
  return otherSource ? 'other' : 'changed'
}
