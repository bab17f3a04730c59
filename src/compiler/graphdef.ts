// A graph as TensorFlow's SavedModel. Field numbers are those of tensorflow/core/framework/{node_def,attr_value,tensor,
// tensor_shape,graph,versions}.proto and tensorflow/core/protobuf/{meta_graph,saved_model}.proto.
import { flatten, tensorName, type FlatNode } from './flatten'
import type { AttrValue, Dims, DType, Graph, Signature, Tensor } from './ir'
import type { OpTable } from './op'
import { ProtoWriter } from './protobuf'

/** tensorflow/core/framework/types.proto */
const TYPE_NUMBERS: Record<DType, number> = {
  float32: 1,
  float64: 2,
  int32: 3,
  uint8: 4,
  int64: 9,
  bool: 10,
  bfloat16: 14,
  resource: 20
}

/** The graph's version: a producer that TensorFlow 2.9 and later read. */
const PRODUCER = 1087
const MIN_CONSUMER = 12
export const SERVE_TAG = 'serve'

const shape = (dims: Dims): ProtoWriter =>
  dims.reduce((writer, size) => writer.message(2, new ProtoWriter().int(1, size ?? -1)), new ProtoWriter())

function attr(attribute: AttrValue): ProtoWriter {
  const writer = new ProtoWriter()
  switch (attribute.kind) {
    case 'string':
      return writer.string(2, attribute.value)
    case 'int':
      return writer.int(3, attribute.value)
    case 'float':
      return writer.float(4, attribute.value)
    case 'bool':
      return writer.bool(5, attribute.value)
    case 'type':
      return writer.int(6, TYPE_NUMBERS[attribute.value])
    case 'shape':
      return writer.message(7, shape(attribute.value))
    case 'tensor': {
      const { dtype, dims, values } = attribute.value
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
      return writer.message(8, new ProtoWriter().int(1, TYPE_NUMBERS[dtype]).message(2, shape(dims)).bytes(4, bytes))
    }
    case 'ints':
      return writer.message(1, new ProtoWriter().packed(3, attribute.value))
    case 'types':
      return writer.message(
        1,
        new ProtoWriter().packed(
          6,
          attribute.value.map((dtype) => TYPE_NUMBERS[dtype])
        )
      )
  }
}

function nodeDef({ name, op, inputs, controls, attrs }: FlatNode): ProtoWriter {
  const writer = new ProtoWriter().string(1, name).string(2, op)
  for (const input of inputs) writer.string(3, input)
  for (const before of controls) writer.string(3, `^${before}`)
  for (const [key, value] of Object.entries(attrs)) writer.entry(5, key, attr(value))
  return writer
}

const tensorInfo = (tensor: Tensor): ProtoWriter =>
  new ProtoWriter().string(1, tensorName(tensor)).int(2, TYPE_NUMBERS[tensor.dtype]).message(3, shape(tensor.dims))

function signatureDef({ inputs, outputs }: Signature): ProtoWriter {
  const writer = new ProtoWriter()
  for (const [name, tensor] of Object.entries(inputs)) writer.entry(1, name, tensorInfo(tensor))
  for (const [name, tensor] of Object.entries(outputs)) writer.entry(2, name, tensorInfo(tensor))
  return writer.string(3, 'netloom')
}

/** The bytes of saved_model.pb. Weights are never in it: they live in variables and are set through a signature. */
export function savedModel(graph: Graph, ops: OpTable): Uint8Array<ArrayBuffer> {
  const graphDef = new ProtoWriter()
  for (const node of flatten(graph, ops)) graphDef.message(1, nodeDef(node))
  graphDef.message(4, new ProtoWriter().int(1, PRODUCER).int(2, MIN_CONSUMER))
  const metaGraph = new ProtoWriter().message(1, new ProtoWriter().string(4, SERVE_TAG)).message(2, graphDef)
  for (const signature of graph.signatures) metaGraph.entry(5, signature.name, signatureDef(signature))
  return new ProtoWriter().int(1, 1).message(2, metaGraph).finish()
}
