// Parameters that have parameters: initializers, regularizers, constraints, and the layers inside of wrappers.
import { initialConfig } from '../../../document/initial-config'
import { catalogue } from '../../../layers/index'
import { findTerm, type ParamSpec, type ParamSpecs } from '../../../shared/schema'
import type { LayerConfig } from '../../../shared/design'
import type { ParamValue } from './typed'

export type InnerSpec = Extract<ParamSpec, { kind: 'term' | 'layer' }>
interface Named {
  class_name: string
  config?: LayerConfig
}

const isNamed = (value: unknown): value is Named =>
  typeof value === 'object' && value !== null && typeof (value as Partial<Named>).class_name === 'string'

/** What there is to choose from; terms under Keras's short names. */
export function optionsOf(spec: ParamSpec): readonly string[] {
  if (spec.kind === 'term') return spec.terms.map(({ names }) => names[0]!)
  return spec.kind === 'choice' || spec.kind === 'layer' ? spec.options : []
}

/** Which one is chosen; null is None. */
export function headOf(spec: ParamSpec, value: ParamValue | undefined): string | null | undefined {
  const name = isNamed(value) ? value.class_name : value
  if (typeof name !== 'string') return name === null ? null : undefined
  return spec.kind === 'term' ? (findTerm(spec.terms, name)?.names[0] ?? name) : name
}

/** Another one chosen. A layer keeps the parameters that both know. */
export function withHead(spec: ParamSpec, name: string | null, before: ParamValue | undefined): ParamValue {
  const type = spec.kind === 'layer' && name !== null ? catalogue.get(name) : undefined
  if (!type) return name
  const kept = Object.entries(configOf(before)).filter(([key]) => Object.hasOwn(type.params, key))
  return { class_name: type.className, config: { ...initialConfig(type), ...Object.fromEntries(kept) } }
}

export const configOf = (value: ParamValue | undefined): LayerConfig => (isNamed(value) ? (value.config ?? {}) : {})

/** The parameters of what is chosen. */
export function innerSpecs(spec: InnerSpec, value: ParamValue | undefined): ParamSpecs {
  const name = headOf(spec, value)
  if (typeof name !== 'string') return {}
  return (spec.kind === 'term' ? findTerm(spec.terms, name)?.params : catalogue.get(name)?.params) ?? {}
}

/** One of its parameters set, or with undefined as its default. A term without any is its short name. */
export function withInner(
  spec: InnerSpec,
  value: ParamValue | undefined,
  key: string,
  inner: ParamValue | undefined
): ParamValue {
  const { [key]: _before, ...rest } = configOf(value)
  const config = inner === undefined ? rest : { ...rest, [key]: inner }
  const name = headOf(spec, value)!
  if (spec.kind === 'layer') return { class_name: name, config }
  if (Object.keys(config).length === 0) return name
  return { class_name: findTerm(spec.terms, name)?.className ?? name, config }
}
