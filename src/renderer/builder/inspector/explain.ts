import type { ParamSpec } from '../../../shared/schema'

/** What a parameter takes, in a few words: "whole number, 1 or more · None when left empty". */
export function rangeText(spec: ParamSpec, t: (key: string, args?: Record<string, unknown>) => string): string {
  return [kindText(spec, t), boundsText(spec, t), takesEmpty(spec) && t('inspector.emptyIsNone')]
    .filter(Boolean)
    .join(' · ')
}

const takesEmpty = (spec: ParamSpec): boolean =>
  'nullable' in spec && spec.nullable === true && !['choice', 'term'].includes(spec.kind)

function kindText(spec: ParamSpec, t: (key: string, args?: Record<string, unknown>) => string): string {
  switch (spec.kind) {
    case 'integer':
    case 'number':
      return t(`inspector.kind.${spec.kind}`)
    case 'integers':
      if (spec.length === 1) return t('inspector.kind.integer')
      return spec.length === undefined
        ? t(spec.single ? 'inspector.kind.integerOrSome' : 'inspector.kind.integers')
        : t('inspector.kind.integerOr', { n: spec.length })
    case 'numbers':
      return spec.least === spec.most && spec.most !== undefined
        ? t('inspector.kind.exactly', { n: spec.most })
        : t(spec.most === undefined ? 'inspector.kind.numberOrSome' : 'inspector.kind.numberOr', { n: spec.most ?? 0 })
    case 'sizes':
      return t('inspector.kind.sizes')
    default:
      return ''
  }
}

function boundsText(spec: ParamSpec, t: (key: string, args?: Record<string, unknown>) => string): string {
  const { min, max } = spec as { min?: number; max?: number }
  if (min !== undefined && max !== undefined) return t('inspector.between', { min, max })
  if (min !== undefined) return `≥ ${min}`
  return max === undefined ? '' : `≤ ${max}`
}
