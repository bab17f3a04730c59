// What makes up examples: one file each. Pure: everything random is drawn from the streams that it is given.
import type { GENERATORS } from '../../shared/dataset'
import type { Bilingual } from '../../shared/locale'
import { permutation, randomStream, type RandomStream } from '../../shared/random'
import type { ParamSpecs, ParamValues } from '../../shared/schema'

export interface Streams {
  /** In [0, 1). */
  uniform: RandomStream
  /** With mean 0 and standard deviation 1. */
  normal: RandomStream
}

export interface Request<P extends ParamSpecs> {
  count: number
  params: ParamValues<P>
  /** For the places of the points; noise draws from another stream, so that it moves no place. */
  streams: Streams
}

interface Common<P extends ParamSpecs> {
  name: (typeof GENERATORS)[number]
  title: Bilingual
  /** What it looks like and what it is good for, in one sentence for a learner. */
  summary: Bilingual
  params: P
}

/** Numbers to come near to: y = f(x) + noise. */
export interface Curve<P extends ParamSpecs = ParamSpecs> extends Common<P> {
  task: 'regression'
  /** One x. */
  draw(streams: Streams, params: ParamValues<P>): number
  /** Without noise. */
  y(x: number, params: ParamValues<P>): number
}

/** Classes of points on a plane; noise is added to both coordinates. */
export interface Groups<P extends ParamSpecs = ParamSpecs> extends Common<P> {
  task: 'classification'
  classes(params: ParamValues<P>): number
  /** What is drawn once for all points. */
  prepare?(streams: Streams, params: ParamValues<P>): readonly Point[]
  /** Point i of the `count` ones of a class, without noise. */
  point(where: Placed<P>): Point
}

export type Point = readonly [x0: number, x1: number]
export interface Placed<P extends ParamSpecs> {
  label: number
  /** Of the points of this class. */
  i: number
  count: number
  params: ParamValues<P>
  prepared: readonly Point[]
  streams: Streams
}

export type Generator = Curve | Groups

export const defineCurve = <P extends ParamSpecs>(curve: Omit<Curve<P>, 'task'>): Curve =>
  ({ ...curve, task: 'regression' }) as unknown as Curve
export const defineGroups = <P extends ParamSpecs>(groups: Omit<Groups<P>, 'task'>): Groups =>
  ({ ...groups, task: 'classification' }) as unknown as Groups

/** Normal numbers by the method of Box and Muller, from a stream of uniform ones. */
export function normalStream(uniform: RandomStream): RandomStream {
  let spare: number | null = null
  return () => {
    if (spare !== null) {
      const kept = spare
      spare = null
      return kept
    }
    // 1 - u is never 0, of which there is no logarithm.
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()))
    const angle = 2 * Math.PI * uniform()
    spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
}

export function streamsOf(seed: number, purpose: string): Streams {
  const uniform = randomStream(seed, `synthetic/${purpose}`)
  return { uniform, normal: normalStream(randomStream(seed, `synthetic/${purpose}/normal`)) }
}

export interface Examples {
  /** By column: x, y of a curve; x0, x1 of groups, whose classes are in `label`. */
  columns: Record<string, Float64Array<ArrayBuffer>>
  label: Uint8Array<ArrayBuffer> | null
}

interface Wanted {
  n_samples: number
  noise: number
  seed: number
}

export function curveExamples(
  curve: Curve,
  params: ParamValues<ParamSpecs>,
  { n_samples, noise, seed }: Wanted
): Examples {
  const places = streamsOf(seed, 'places')
  const { normal } = streamsOf(seed, 'noise')
  const x = new Float64Array(n_samples)
  const y = new Float64Array(n_samples)
  for (let i = 0; i < n_samples; i++) {
    x[i] = curve.draw(places, params)
    y[i] = curve.y(x[i]!, params) + noise * normal()
  }
  return { columns: { x, y }, label: null }
}

/** As many points of each class, but for one; in random order. */
export function groupExamples(
  groups: Groups,
  params: ParamValues<ParamSpecs>,
  { n_samples, noise, seed }: Wanted
): Examples {
  const streams = streamsOf(seed, 'places')
  const { normal } = streamsOf(seed, 'noise')
  const order = permutation(n_samples, randomStream(seed, 'synthetic/order'))
  const classes = groups.classes(params)
  const prepared = groups.prepare?.(streams, params) ?? []
  const x0 = new Float64Array(n_samples)
  const x1 = new Float64Array(n_samples)
  const label = new Uint8Array(n_samples)
  let next = 0
  for (let group = 0; group < classes; group++) {
    // As scikit-learn has it, what does not go in equally is with the last classes.
    const count = Math.floor((n_samples + group) / classes)
    for (let i = 0; i < count; i++) {
      const [a, b] = groups.point({ label: group, i, count, params, prepared, streams })
      const at = order[next++]!
      x0[at] = a + noise * normal()
      x1[at] = b + noise * normal()
      label[at] = group
    }
  }
  return { columns: { x0, x1 }, label }
}
