// A short name for a run from what it changed: 'dense.units 64 → 128', '+ Dropout(0.3)', 'adam → sgd, batch_size 32 → 64'.
import type { Setting, SettingsMap } from '../shared/setting'
import { align, type Alignable } from './align'
import { classOf, defaultAt } from './defaults'
import { cellAt, ownerOf } from './diff-settings'
import { groupOf } from './settings'

/** Characters that a name has at most. */
export const LONGEST_NAME = 40

/**
 * What changed from one run to another, most telling first, in Keras's words alone; '' where the settings are the same.
 * @param limit characters at most
 */
export function changeName(before: SettingsMap, after: SettingsMap, limit = LONGEST_NAME): string {
  const parts = changeParts(before, after)
  let name = ''
  for (const [i, part] of parts.entries()) {
    const longer = name === '' ? part : `${name}, ${part}`
    const left = parts.length - i - 1
    const more = left > 0 ? ` +${left}` : ''
    if (longer.length + more.length > limit) return name === '' ? cut(part, limit) : `${name} +${left + 1}`
    name = longer
  }
  return name
}

/** The settings of a trial, as a sweep gave them. */
export const valuesName = (values: SettingsMap, limit = LONGEST_NAME): string =>
  cut(
    Object.entries(values)
      .map(([path, value]) => `${shortPath(path)} ${valueText(value)}`)
      .join(', '),
    limit
  )

const cut = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 1).trimEnd()}…`

/** All changes, most telling first; one that is there several times has its count. */
export function changeParts(before: SettingsMap, after: SettingsMap): string[] {
  const parts = [...layerParts(before, after), ...otherParts(before, after)]
  const counts = new Map<string, number>()
  for (const { text } of parts) counts.set(text, (counts.get(text) ?? 0) + 1)
  const ranks = new Map(parts.map(({ text, rank }) => [text, rank]))
  return [...counts]
    .sort(([a], [b]) => ranks.get(a)! - ranks.get(b)!)
    .map(([text, count]) => (count > 1 ? `${text} ×${count}` : text))
}

interface Part {
  text: string
  /** Lower tells more. */
  rank: number
}

const arrow = (before: unknown, after: unknown): string => `${String(before)} → ${String(after)}`

interface SettingsLayer extends Alignable {
  path: string
}
/** In the order of the project. */
function layersOf(settings: SettingsMap): SettingsLayer[] {
  const layers = new Map<string, SettingsLayer & { params: Map<string, string> }>()
  for (const [path, value] of Object.entries(settings)) {
    if (groupOf(path) !== 'layers') continue
    const owner = ownerOf(path, settings)
    if (owner === path) layers.set(path, { path, name: path, className: classOf(value), params: new Map() })
    else layers.get(owner)?.params.set(path.slice(owner.length + 1), JSON.stringify(value))
  }
  return [...layers.values()]
}

/** The parameters that say most of a layer. */
const TELLING = [
  'units',
  'filters',
  'rate',
  'num_heads',
  'output_dim',
  'pool_size',
  'layer',
  'target_shape',
  'activation'
]
function layerText({ className, params }: SettingsLayer): string {
  const telling = TELLING.find((name) => params.has(name))
  return telling === undefined ? className : `${className}(${valueText(JSON.parse(params.get(telling)!) as Setting)})`
}

function layerParts(before: SettingsMap, after: SettingsMap): Part[] {
  const [a, b] = [layersOf(before), layersOf(after)]
  const pairs = align(a, b)
  const parts: Part[] = []
  for (let i = 0; i < pairs.length; i++) {
    const [x, y] = pairs[i]!
    const next = pairs[i + 1]
    if (x !== null && y === null && next && next[0] === null && next[1] !== null) {
      parts.push({ text: arrow(layerText(a[x]!), layerText(b[next[1]]!)), rank: 1 })
      i++
    } else if (x === null) parts.push({ text: `+ ${layerText(b[y!]!)}`, rank: 1 })
    else if (y === null) parts.push({ text: `− ${layerText(a[x]!)}`, rank: 1 })
    else parts.push(...paramParts(before, after, a[x]!, b[y]!))
  }
  return parts
}

function paramParts(before: SettingsMap, after: SettingsMap, a: SettingsLayer, b: SettingsLayer): Part[] {
  const names = [...new Set([...a.params.keys(), ...b.params.keys()])]
  return names.flatMap((name): Part[] => {
    const from = cellAt(before, `${a.path}.${name}`).value
    const to = cellAt(after, `${b.path}.${name}`).value
    return from === to || isWithinChange(name, names, a, b)
      ? []
      : [{ text: told(`${b.path}.${name}`, from, to), rank: 2 }]
  })
}
/** kernel_regularizer.l2, where kernel_regularizer is another one. */
const isWithinChange = (name: string, names: readonly string[], a: SettingsLayer, b: SettingsLayer): boolean =>
  names.some((outer) => name.startsWith(`${outer}.`) && a.params.get(outer) !== b.params.get(outer))

const RANKS: readonly (readonly [RegExp, number])[] = [
  [/^dataset$/, 0],
  [/^optimizer$/, 3],
  [/^optimizer\.learning_rate$/, 4],
  [/^(loss$|dataset\.)/, 5],
  [/^(preprocessing|augmentation\.|label_mode)/, 6],
  [/^batch_size$/, 7],
  [/^optimizer\./, 8],
  [/^epochs$/, 12],
  [/^split\./, 13],
  [/^seed$/, 14],
  [/^metrics/, 15],
  [/^histogram_freq$/, 16]
]
const GROUP_RANKS = { data: 6, callbacks: 9, training: 10, layers: 2 } as const
const rankOf = (path: string): number =>
  RANKS.find(([pattern]) => pattern.test(path))?.[1] ?? GROUP_RANKS[groupOf(path)]

function otherParts(before: SettingsMap, after: SettingsMap): Part[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (path) => groupOf(path) !== 'layers'
  )
  return paths.flatMap((path): Part[] => {
    const [from, to] = [cellAt(before, path).value, cellAt(after, path).value]
    if (from === to || isOfAnother(path, before, after)) return []
    const rank = rankOf(path)
    if (path === 'preprocessing' || path === 'metrics') return listParts(from, to).map((text) => ({ text, rank }))
    return [{ text: told(path, from, to), rank }]
  })
}
/** It differs because what it belongs to does: another optimizer's learning rate, unless it was chosen. */
function isOfAnother(path: string, before: SettingsMap, after: SettingsMap): boolean {
  const owner = /^(.*)\.[^.]*$/.exec(path)?.[1]
  if (owner === undefined) return false
  if (hasStep(before, owner) !== hasStep(after, owner)) return true
  if (before[owner] === after[owner]) return isOfAnother(owner, before, after)
  return path !== 'optimizer.learning_rate' || !(isChosen(path, before) || isChosen(path, after))
}
const hasStep = (settings: SettingsMap, owner: string): boolean =>
  String(settings.preprocessing ?? '')
    .split(', ')
    .includes(/^\w*/.exec(owner)![0])
function isChosen(path: string, settings: SettingsMap): boolean {
  const { [path]: value, ...others } = settings
  return value !== defaultAt(others, path)
}

function listParts(from: Setting | undefined, to: Setting | undefined): string[] {
  const [before, after] = [from, to].map((list) => (list === undefined ? [] : String(list).split(', ')))
  const removed = before!.filter((name) => !after!.includes(name))
  const added = after!.filter((name) => !before!.includes(name))
  if (removed.length + added.length === 0) return [after!.join(', ')]
  return [...added.map((name) => `+ ${name}`), ...removed.map((name) => `− ${name}`)]
}

/** Without what goes without saying. */
const shortPath = (path: string): string => path.replace(/^(optimizer|augmentation|dataset|model)\.(?=.)/, '')

function told(path: string, from: Setting | undefined, to: Setting | undefined): string {
  const isClass = path === 'dataset' || path === 'optimizer' || path === 'loss'
  if (isClass) return arrow(valueText(from ?? null), valueText(to ?? null))
  if (to === true && from === undefined) return `+ ${shortPath(path)}`
  if (to === undefined) return `− ${shortPath(path)}`
  if (from === undefined) return `${shortPath(path)} ${valueText(to)}`
  return `${shortPath(path)} ${arrow(valueText(from), valueText(to))}`
}

/** Numbers with at most six digits, files without their folders. */
export function valueText(value: Setting): string {
  if (typeof value === 'number') return String(Number(value.toPrecision(6)))
  if (typeof value !== 'string') return String(value)
  return value.startsWith('[') || value.startsWith('{') ? value : value.split(/[\\/]/).at(-1) || value
}
