import { dimsText, type ConstantValue, type Graph, type Node, type OpParams, type Tensor } from './ir'

const label = ({ node, index }: Tensor): string => (index === 0 ? node.name : `${node.name}:${index}`)

const SHOWN_VALUES = 8
function constantText({ value }: OpParams): string {
  const values = (value as ConstantValue | undefined)?.values
  if (!values) return ''
  const shown = Array.from(values.subarray(0, SHOWN_VALUES), (number) => Number(number.toPrecision(7))).join(', ')
  return ` = ${shown}${values.length > SHOWN_VALUES ? ', ...' : ''}`
}

/** A graph as text, one node a line: name = Op(inputs) dtype[dims], then what each signature takes and gives. */
export function dump(graph: Graph): string {
  const signatures = graph.signatures.map(({ name, inputs, outputs }) => {
    const list = (tensors: Readonly<Record<string, Tensor>>): string =>
      Object.entries(tensors)
        .map(([key, tensor]) => `${key}: ${label(tensor)}`)
        .join(', ')
    return `${name}(${list(inputs)}) -> { ${list(outputs)} }`
  })
  return [...lines(graph.nodes), '', ...signatures].join('\n')
}

/** The body of a loop stands indented below it. */
const lines = (nodes: readonly Node[]): string[] =>
  nodes.flatMap(({ name, op, inputs, after, outputs, params, body }) => {
    const results = outputs.map(({ dtype, dims }) => `${dtype}${dimsText(dims)}`).join(', ')
    const waits = after.length > 0 ? `  after ${after.map((node) => node.name).join(', ')}` : ''
    const line = `${name} = ${op}(${inputs.map(label).join(', ')})${results && `  ${results}`}${constantText(params)}${waits}`
    return body
      ? [line, ...lines(body.nodes).map((inner) => `  ${inner}`), `  -> ${body.results.map(label).join(', ')}`]
      : [line]
  })
