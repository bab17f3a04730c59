// What is worth trying of a setting, in the words of sweep-text.ts, and which settings people try first.
import type { Project } from '../shared/project'
import type { ParamSpec } from '../shared/schema'
import type { Setting } from '../shared/setting'
import { classSettables } from './sweep-setting'
import { settablesOf, type Settable } from './sweep-settables'
import { parseDimension, printDimension, printRange } from './sweep-text'

export interface Triable {
  path: string
  present: Setting | undefined
  /** The best one first. */
  suggestions: string[]
}

/** Of any setting of this name, by the last part of its path. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  learning_rate: ['1e-4..1e-1 log', '1e-4, 1e-3, 1e-2'],
  initial_learning_rate: ['1e-4..1e-1 log'],
  units: ['32..512 log step 2', '32..512'],
  filters: ['8, 16, 32, 64'],
  batch_size: ['32, 64, 128', '16..512 log step 2'],
  optimizer: ['adam, sgd, rmsprop'],
  activation: ['relu, tanh, gelu'],
  rate: ['0..0.5 step 0.1', '0.1..0.6'],
  weight_decay: ['1e-5..1e-2 log'],
  clipnorm: ['0.1, 1, 10'],
  kernel_initializer: ['glorot_uniform, he_normal'],
  kernel_regularizer: ['null, l2'],
  kernel_size: ['3, 5'],
  momentum: ['0, 0.5, 0.9'],
  patience: ['1, 3, 5, 10'],
  seed: ['0, 1, 2, 3, 4'],
  validation: ['0.1, 0.2, 0.3'],
  noise: ['0.05, 0.1, 0.2'],
  rotation_range: ['0, 10, 20']
}
const FIRST = ['learning_rate', 'units', 'filters', 'batch_size', 'rate', 'optimizer', 'activation', 'patience']
const FEW = 4

const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1)

/** All settings of a project that a sweep can try: those that people try first, and of these classes before single layers. */
export function triablesOf(project: Project): Triable[] {
  const all = [...classSettables(project), ...settablesOf(project)].filter(({ spec }) => spec.kind !== 'layer')
  const rank = ({ path }: Settable): number => {
    const place = FIRST.indexOf(lastOf(path))
    return place < 0 ? FIRST.length : place
  }
  return all
    .map((one, i) => ({ one, i }))
    .sort((a, b) => rank(a.one) - rank(b.one) || a.i - b.i)
    .map(({ one: { path, present, spec } }) => ({
      path,
      present,
      suggestions: suggestionsOf(path, present, spec)
    }))
}

function suggestionsOf(path: string, present: Setting | undefined, spec: ParamSpec): string[] {
  const known = KNOWN[lastOf(path)] ?? []
  const texts = known.length > 0 ? known : byKind(present, spec)
  // As they are printed, so that one that is taken reads like one that was typed.
  return texts.map((text) => printRange(parseDimension(`x in ${text}`)))
}

function byKind(present: Setting | undefined, spec: ParamSpec): string[] {
  const list = (values: readonly Setting[]): string[] =>
    values.length === 0 ? [] : [printDimension({ setting: 'x', values: [...values] }).slice('x in '.length)]
  if (spec.kind === 'boolean') return ['true, false']
  if (spec.kind === 'choice') {
    const rest = spec.options.filter((option) => option !== present)
    return list([...(typeof present === 'string' ? [present] : []), ...rest.slice(0, FEW - 1)])
  }
  if (spec.kind !== 'integer' && spec.kind !== 'number') return present === undefined ? [] : list([present])
  const usual = (spec.usual ?? []).slice(-FEW)
  if (usual.length > 1) return list(usual)
  if (typeof present !== 'number') return []
  const { min = -Infinity, max = Infinity, kind } = spec
  const around = [...new Set([present / 2, present, present * 2])]
  return list(around.filter((value) => value >= min && value <= max && (kind === 'number' || Number.isInteger(value))))
}
