// A comparison of runs as text.
import type { DataVerdict } from '../comparison/diff-data'
import type { DesignDiff, LayerPair } from '../comparison/diff-design'
import { differencesOf } from '../comparison/differences'
import type { Cell, DiffRow } from '../comparison/diff-settings'
import { valueText } from '../comparison/names'
import type { RunRecord } from '../shared/run'
import { formatTable, shortNumber } from './output'

type Told = Pick<RunRecord, 'id' | 'name' | 'status' | 'epochs' | 'parameters' | 'best' | 'last' | 'test'> & {
  changed: string
  seconds: number
}

/** One row a run, the baseline first: best values with the epoch after which they were reached. */
export function resultsTable(runs: readonly Told[], logs: readonly string[]): string {
  const header = logs.flatMap((log) => [`BEST ${log}`, `LAST ${log}`])
  const rows = runs.map(({ id, name, status, epochs, parameters, best, last, test, changed, seconds }, i) => [
    String(i + 1),
    id,
    name,
    status,
    `${epochs.done}/${epochs.planned}`,
    ...logs.flatMap((log) => [
      best[log] ? `${shortNumber(best[log].value)} (${best[log].epoch})` : '-',
      last?.[log] === undefined ? '-' : shortNumber(last[log])
    ]),
    Object.entries(test ?? {})
      .map(([name, value]) => `${name} ${shortNumber(value)}`)
      .join(', ') || '-',
    `${shortNumber(seconds)} s`,
    parameters ? parameters.total.toLocaleString('en') : '-',
    i === 0 ? '(baseline)' : changed || '(same settings)'
  ])
  return formatTable(['#', 'RUN', 'NAME', 'STATUS', 'EPOCHS', ...header, 'TEST', 'TIME', 'PARAMETERS', 'CHANGED'], rows)
}

const cellText = ({ value, isDefault }: Cell): string =>
  value === undefined ? '-' : `${valueText(value)}${isDefault ? ' (default)' : ''}`

/** '' where there are no rows. @param numbers of the runs */
export const rowsTable = (rows: readonly DiffRow<string>[], numbers: readonly string[]): string =>
  rows.length === 0
    ? ''
    : formatTable(
        ['', ...numbers],
        rows.map(({ path, cells }) => [path, ...cells.map(cellText)])
      )

const SIGNS = { added: '+', removed: '-', changed: '~', same: ' ' } as const

/** A line for each layer that differs. @param all also for the others */
export function designLines(diff: DesignDiff, which: string, all: boolean): string[] {
  const { pairs, a, b, same } = diff
  if (a.layers === 0 || b.layers === 0) return [`${which}  a run without a network of its own`]
  const edges = differencesOf(diff).flatMap((one) =>
    one.kind === 'edge' ? [`  ${SIGNS[one.edge.kind]} ${nameOf(one.source)} → ${nameOf(one.target)}`] : []
  )
  const counts = [
    a.parameters === b.parameters ? null : `parameters ${countText(a.parameters)} → ${countText(b.parameters)}`,
    a.flops === b.flops ? null : `operations ${countText(a.flops)} → ${countText(b.flops)}`
  ].filter((text) => text !== null)
  const shown = pairs.filter(({ kind, renamed }) => all || kind !== 'same' || renamed)
  const head = same
    ? 'the same'
    : counts.length > 0
      ? counts.join(', ')
      : 'as large, with other parameters, names or edges'
  return [`${which}  ${head}`, ...shown.map((pair) => `  ${SIGNS[pair.kind]} ${pairText(pair)}`), ...edges]
}
const nameOf = ({ a, b }: LayerPair): string => (b ?? a)!.node.name
const countText = (count: number | null): string => (count === null ? '-' : count.toLocaleString('en'))

function pairText({ a, b, changes, renamed }: LayerPair): string {
  const { node } = (b ?? a)!
  const name = renamed ? `${a!.node.name} → ${node.name}` : node.name
  const told = changes.map((change) => `${change.name} ${jsonText(change.a)} → ${jsonText(change.b)}`)
  const config = a && b ? told : Object.entries(node.config).map(([key, value]) => `${key} ${jsonText(value)}`)
  return [name, node.class_name, config.join(', ')].filter(Boolean).join('  ')
}
const jsonText = (value: unknown): string =>
  value === undefined ? '-' : typeof value === 'string' ? value : JSON.stringify(value)

const CONTENT = {
  same: 'the same data',
  changed: 'the same source, but its content has changed',
  other: 'other data',
  unknown: 'the content is not known (a run has not read it)'
} as const
const STEPS = {
  same: 'the same preprocessing',
  fitted: 'the same steps have learnt other values',
  other: 'other preprocessing'
} as const

export function dataLine({ content, split, steps, sameAugmentation }: DataVerdict): string {
  const splitText = split.length === 0 ? 'split in the same way' : `split otherwise (${split.join(', ')})`
  const augmented = sameAugmentation ? [] : ['other augmentation']
  return [CONTENT[content], splitText, STEPS[steps], ...augmented].join('; ')
}
