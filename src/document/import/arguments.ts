// Which tensors of a call are the inputs of its layer, in the order of a design's edges.
import type { FlatNode } from './flatten'
import { isOperation } from './operations'
import { TensorRef, tensorsIn, type Argument, type ImportContext, type LayerSource } from './source'

/** Arguments by name that are inputs, in the order in which a layer takes them. */
const INPUT_NAMES = ['inputs', 'input', 'input_tensor', 'sequence', 'sequences', 'x', 'query', 'value', 'key']
/** Where further arguments by position are no inputs of Netloom's layer. */
const MOST_POSITIONAL: Record<string, number> = {
  MultiHeadAttention: 3,
  LSTM: 1,
  GRU: 1,
  SimpleRNN: 1,
  Bidirectional: 1
}

/** Notes what a call is given besides, where it changes what the layer does. */
export function argumentsOf(
  { layer, call }: Pick<FlatNode, 'layer' | 'call'>,
  find: (name: string) => LayerSource | undefined,
  { note }: ImportContext
): TensorRef[] {
  const { args, kwargs } = call
  if (isOperation(layer)) return [...args, ...Object.values(kwargs)].flatMap(tensorsIn)
  const ignore = (name: string): void =>
    note('IMPORT_CALL', { className: layer.className, layer: layer.name, found: name })
  const most = MOST_POSITIONAL[layer.className] ?? Infinity
  args.slice(most).forEach((argument, i) => {
    if (!isUnset(argument)) ignore(`argument ${most + i + 1}`)
  })
  for (const [name, argument] of Object.entries(kwargs)) {
    if (!INPUT_NAMES.includes(name) && !isUnset(argument) && !isOwnMask(name, argument, find)) ignore(name)
  }
  const named = INPUT_NAMES.flatMap((name) => tensorsIn(kwargs[name]))
  const inputs = [...args.slice(0, most).flatMap(tensorsIn), ...named]
  // Without a key, the value is the key.
  const [, value, key] = inputs
  const sameKey =
    layer.className === 'MultiHeadAttention' && value !== undefined && key !== undefined && same(value, key)
  return sameKey ? inputs.slice(0, 2) : inputs
}

const same = (a: TensorRef, b: TensorRef): boolean => a.layer === b.layer && a.call === b.call && a.output === b.output

const isUnset = (argument: Argument): boolean =>
  argument === null || argument === false || (Array.isArray(argument) && argument.every(isUnset))

/** Keras 3 writes the masks that go through a model by themselves down as operations. */
const isOwnMask = (name: string, argument: Argument, find: (name: string) => LayerSource | undefined): boolean =>
  name.endsWith('mask') &&
  tensorsIn(argument).every((ref) => {
    const source = find(ref.layer)
    return source !== undefined && isOperation(source)
  })
