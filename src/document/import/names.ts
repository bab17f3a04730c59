// Names that a design takes: valid, and each used once.
import { nodeSchema } from '../../shared/design'
import { freeName, kerasName } from '../names'
import type { FlatNode } from './flatten'
import type { ImportContext } from './source'

const isValid = (name: string): boolean => nodeSchema.shape.name.safeParse(name).success

/** As much of a name as a design takes; the class's where nothing is left. */
function validName(name: string, className: string): string {
  if (isValid(name)) return name
  const kept = name.replaceAll(/[^A-Za-z0-9_./-]+/g, '_').replace(/^[^A-Za-z]+/, '')
  return isValid(kept) ? kept : validName(kerasName(className) || 'layer', 'layer')
}

/**
 * A name for each node. Outer layers have theirs first; where one of an inner model has the same, its model's name goes
 * in front. A layer that is called again is tower_call_2.
 */
export function nameNodes(nodes: readonly FlatNode[], context: ImportContext): Map<FlatNode, string> {
  const taken = new Set<string>()
  const take = (...wanted: string[]): string => {
    const name = wanted.find((candidate) => !taken.has(candidate)) ?? freeName(wanted.at(-1)!, taken)
    taken.add(name)
    return name
  }
  const calls = new Map<FlatNode['layer'], number>()
  const names = new Map<FlatNode, string>()
  for (const node of [...nodes].sort((a, b) => a.depth - b.depth)) {
    const { layer, within } = node
    const count = (calls.get(layer) ?? 0) + 1
    calls.set(layer, count)
    const base = validName(layer.name, layer.className)
    const call = count === 1 ? base : `${base}_call_${count}`
    const name = take(call, ...(within === '' ? [] : [validName(`${within}_${call}`, layer.className)]))
    if (base !== layer.name && count === 1) context.note('IMPORT_RENAMED', { layer: name, found: layer.name })
    names.set(node, name)
  }
  return names
}
