// Layers' dtype policies as the one policy that a design trains with.
import type { ImportedModel } from '../../shared/imported-model'
import type { FlatNode } from './flatten'
import { isOperation } from './operations'
import { isRecord, type ImportContext, type Json } from './source'

const SUPPORTED = ['float32', 'float64', 'mixed_bfloat16'] as const
type Policy = (typeof SUPPORTED)[number]

/** The most frequent one that Netloom has; notes layers with another. */
export function readPolicy(
  nodes: readonly FlatNode[],
  { note }: ImportContext
): Pick<ImportedModel['training'], 'dtype_policy'> {
  const layers = new Set(
    nodes.map(({ layer }) => layer).filter((layer) => layer.className !== 'InputLayer' && !isOperation(layer))
  )
  const policies = [...layers].map((layer) => ({ layer, policy: policyName(layer.config.dtype) }))
  const count = (name: Policy): number => policies.filter(({ policy }) => policy === name).length
  const most = SUPPORTED.reduce((best, name) => (count(name) > count(best) ? name : best))
  for (const { layer, policy } of policies) {
    if (policy === null || policy === most) continue
    note('IMPORT_PARAM_LOST', { className: layer.className, layer: layer.name, param: 'dtype', found: policy })
  }
  return most === 'float32' ? {} : { dtype_policy: most }
}

/** 'float32', or { class_name: 'DTypePolicy', config: { name: 'float32' } }; null where none is given. */
function policyName(dtype: Json | undefined): string | null {
  if (typeof dtype === 'string') return dtype
  const name = isRecord(dtype) && isRecord(dtype.config) ? dtype.config.name : null
  return typeof name === 'string' ? name : null
}
