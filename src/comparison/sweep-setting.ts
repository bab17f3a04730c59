// One setting of a project set by its path: the inverse of settings.ts, and the words for what cannot be set.
import { catalogue, inferModel, type InferredModel } from '../layers'
import { nearestName } from '../layers/nearest-name'
import type { DesignNode } from '../shared/design'
import { NetloomError } from '../shared/errors'
import { expectation } from '../shared/expectation'
import type { Words } from '../shared/locale'
import { describeIssue, type Project } from '../shared/project'
import { readParams, type ParamSpec } from '../shared/schema'
import type { Setting, SettingsMap } from '../shared/setting'
import { settablesOf, shown, withLayers, type Settable } from './sweep-settables'

/** Names that are short for others. */
const SHORT: Readonly<Record<string, string>> = { learning_rate: 'optimizer.learning_rate' }
const NEAR = 4

/**
 * A setting of a project by its path, as in settings.ts; 'learning_rate' is that of the optimizer, and 'Dense.units' means all
 * Dense layers but those that `classSettable` leaves out.
 * @throws NetloomError SWEEP_SETTING with the names that are near
 */
export function settableAt(project: Project, path: string): Settable {
  const all = settablesOf(project)
  const found = all.find((one) => one.path === (SHORT[path] ?? path)) ?? classSettable(project, path, new Map())
  if (found) return found
  const known = [...all.map((one) => one.path), ...classPaths(project)]
  throw new NetloomError('SWEEP_SETTING', { found: path, project: project.name, near: nearTo(path, known).join(', ') })
}

/** @throws NetloomError SWEEP_SETTING, SWEEP_VALUE (where, expected, found) */
export function withSetting(project: Project, path: string, value: Setting): Project {
  const { spec, set } = settableAt(project, path)
  const given = writtenOut(spec, value)
  const bad = (expected: Words): NetloomError =>
    new NetloomError('SWEEP_VALUE', { where: path, expected, found: JSON.stringify(value) })
  try {
    // What is said of its kind alone, the schema knows better.
    if (spec.kind !== 'value') readParams({ value: spec }, { value: given }, { className: '', layer: '', where: path })
  } catch (error) {
    throw error instanceof NetloomError ? bad(expectation(spec)) : error
  }
  const next = set(given)
  if ('netloom' in next) return next
  throw bad(describeIssue(next, undefined).expected)
}

/** Several of them: 'optimizer' before 'optimizer.momentum', since what there is to be set follows from it. */
export function withSettings(project: Project, values: SettingsMap): Project {
  const depth = (path: string): number => (SHORT[path] ?? path).split('.').length
  return Object.entries(values)
    .sort(([a], [b]) => depth(a) - depth(b))
    .reduce((next, [path, value]) => withSetting(next, path, value), project)
}

/** Lists and terms are told as they are written in JSON. */
function writtenOut(spec: ParamSpec, value: Setting): ReturnType<typeof JSON.parse> {
  const isText = spec.kind === 'choice' || (spec.kind === 'value' && typeof spec.default === 'string')
  if (isText || typeof value !== 'string' || !/^[[{]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

const ofClass = ({ model }: Project, className: string): DesignNode[] =>
  model.nodes.filter(({ class_name, layer }) => class_name === className && layer === undefined)

/** 'Dense.units' and the like, of the classes that a project has. */
function classPaths(project: Project): string[] {
  const classes = [...new Set(project.model.nodes.map(({ class_name }) => class_name))]
  return classes
    .filter((name) => name !== 'Input')
    .flatMap((name) => Object.keys(catalogue.get(name)?.params ?? {}).map((key) => `${name}.${key}`))
}

/** Every setting of a class of layers, but of classes whose layers all have to be as they are. */
export function classSettables(project: Project): Settable[] {
  const known = new Map<string, string[]>()
  return classPaths(project).flatMap((path) => classSettable(project, path, known) ?? [])
}

/** All layers of a class at once: but for outputs, and those whose size the shape of an output, or a layer behind, needs. */
function classSettable(project: Project, path: string, known: Map<string, string[]>): Settable | null {
  const at = path.indexOf('.')
  const [className, key] = [path.slice(0, at), path.slice(at + 1)]
  const spec = catalogue.get(className)?.params[key]
  if (!spec) return null
  const nodes = ofClass(project, className)
  const isSize = nodes.some(({ config }) => Number.isInteger(config[key]))
  const probe = `${className}.${isSize ? key : ''}`
  const names = known.get(probe) ?? freeLayers(project, nodes, key)
  known.set(probe, names)
  const [first] = project.model.nodes.filter(({ name }) => names.includes(name))
  if (!first) return null
  return {
    path,
    present: shown(first.config[key] ?? spec.default),
    spec,
    set: (value) => withLayers(project, names, (config) => ({ ...config, [key]: value }))
  }
}

const SIZES = ['units', 'filters']

/** Those of the layers whose size can be another one, each by itself or all of them together (branches that are added). */
function freeLayers(project: Project, nodes: readonly DesignNode[], key: string): string[] {
  const before = inferred(project)
  const outputs = new Set(before?.outputs ?? [])
  const inner = nodes.map(({ name }) => name).filter((name) => !outputs.has(name))
  if (!before) return inner // The network's own fault is told when it is checked.
  const fits = (names: readonly string[]): boolean => keepsOutputs(before, inferred(resized(project, names, key)))
  const alone = inner.filter((name) => fits([name]))
  if (alone.length === inner.length) return alone
  return fits(inner) ? inner : alone
}

/** Layers by one wider than they are, where they have a size. */
const resized = (project: Project, names: readonly string[], key: string): Project =>
  withLayers(project, names, (config) => {
    const sizes = [...SIZES, key].filter((size) => Number.isInteger(config[size]))
    return { ...config, ...Object.fromEntries(sizes.map((size) => [size, Number(config[size]) + 1])) }
  })

function inferred({ model }: Project): InferredModel | null {
  try {
    return inferModel(model, catalogue)
  } catch {
    return null
  }
}

function keepsOutputs(before: InferredModel, after: InferredModel | null): boolean {
  const shapes = ({ layers, outputs }: InferredModel): string =>
    JSON.stringify(outputs.map((name) => layers.find((layer) => layer.name === name)!.outputShape))
  return after !== null && shapes(before) === shapes(after)
}

/** The names that were most likely meant: by what stands behind the last point, then by the whole. */
function nearTo(found: string, known: readonly string[]): string[] {
  const last = (path: string): string => path.slice(path.lastIndexOf('.') + 1)
  const parameter = nearestName(last(found), known.map(last))
  const near = known.filter((path) => last(path) === parameter).slice(0, NEAR - 1)
  while (near.length < Math.min(NEAR, known.length))
    near.push(
      nearestName(
        found,
        known.filter((path) => !near.includes(path))
      )
    )
  return near
}
