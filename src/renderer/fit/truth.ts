// What made-up data were made with, and what of it a linear model can be held against.
import { generatorParams, generators } from '../../pipeline/synthetic'
import type { DatasetSource } from '../../shared/dataset'
import type { Nested } from '../../shared/run'
import type { Design } from '../../shared/design'

export interface Truth {
  /** Without noise. */
  curve(x: number): number
  /** As a person writes it: y = 3 x + 2; null where there is no short way. */
  formula: string | null
  /** Of a line. */
  w: number | null
  b: number | null
}

const ALL_BUT_LINES = { w: null, b: null }

/** Null of classes, and of all that was not made up. */
export function truthOf(source: DatasetSource): Truth | null {
  if (!('format' in source) || source.format !== 'synthetic') return null
  const generator = generators[source.generator]
  if (generator.task !== 'regression') return null
  const params = generatorParams(source)
  const curve = (x: number): number => generator.y(x, params)
  if (source.generator === 'linear') {
    const { w, b } = params as { w: number; b: number }
    return { curve, formula: polynomialText([b, w]), w, b }
  }
  if (source.generator !== 'polynomial') return { curve, formula: null, ...ALL_BUT_LINES }
  const { coefficients } = params as { coefficients: number[] }
  const degree = coefficients.findLastIndex((one) => one !== 0)
  const line = degree <= 1 ? { w: coefficients[1] ?? 0, b: coefficients[0] ?? 0 } : ALL_BUT_LINES
  return { curve, formula: polynomialText(coefficients), ...line }
}

const RAISED = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']
/** From the highest power down: y = x³ − 2 x. */
export function polynomialText(coefficients: readonly number[]): string {
  const terms = coefficients.flatMap((coefficient, power) => {
    if (coefficient === 0) return []
    const raised = [...String(power)].map((digit) => RAISED[Number(digit)]).join('')
    const x = power === 0 ? '' : power === 1 ? 'x' : `x${raised}`
    const size = Math.abs(coefficient)
    const number = size === 1 && power > 0 ? '' : String(size)
    return [{ sign: coefficient < 0 ? '−' : '+', text: [number, x].filter((part) => part !== '').join(' ') }]
  })
  const [first, ...rest] = terms.toReversed()
  if (!first) return 'y = 0'
  return `y = ${first.sign === '−' ? '−' : ''}${first.text}${rest.map(({ sign, text }) => ` ${sign} ${text}`).join('')}`
}

/** The name of the layer, where the network is one neuron that gives w x + b; else null. */
export function linearLayer({ nodes }: Pick<Design, 'nodes'>): string | null {
  const [dense, ...others] = nodes.filter(({ class_name }) => class_name !== 'Input')
  if (!dense || others.length > 0 || dense.class_name !== 'Dense' || dense.config?.units !== 1) return null
  const { activation } = dense.config
  return activation === undefined || activation === null || activation === 'linear' ? dense.name : null
}

/** [w, ..., b] of a linear layer; without b where it has none. */
export function linearWeights(values: Record<string, Nested>, layer: string): number[] {
  const flat = (nested: Nested | undefined): number[] =>
    nested === undefined ? [] : typeof nested === 'number' ? [nested] : nested.flatMap(flat)
  return [...flat(values[`${layer}/kernel`]), ...flat(values[`${layer}/bias`])]
}
