// The figures as text.
import { KERAS_FIT, NETLOOM } from './contenders'
import type { FirstStep } from './first-step'

export interface ContenderResult {
  name: string
  /** Medians of the rounds, samples/s. */
  train: number
  evaluate: number | null
  predict: number | null
  /** Bytes at the end of the training rounds. */
  peakMemory: number | null
}
export interface RowResult {
  number: number
  title: string
  examples: number
  results: ContenderResult[]
  leftOut: string[]
  /** Milliseconds of each part of getting Netloom ready, in a cold process. */
  parts: Record<string, number> | null
  firstStep: FirstStep | null
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2
}

const seconds = (ms: number): string => (ms / 1000).toFixed(2)
const count = (value: number): string => Math.round(value).toLocaleString('en-US')
const netloomOf = ({ results }: RowResult): ContenderResult | undefined => results.find(({ name }) => name === NETLOOM)

function bestPeer({ results }: RowResult): ContenderResult | undefined {
  const peers = results.filter(({ name }) => name !== NETLOOM)
  return peers.reduce<ContenderResult | undefined>(
    (best, peer) => (best && best.train >= peer.train ? best : peer),
    undefined
  )
}

export function rowReport(row: RowResult): string {
  const { number, title, examples, results, leftOut, parts, firstStep } = row
  const own = netloomOf(row)
  const best = bestPeer(row)
  const lines = results.map((result) => {
    const ratio = own && result !== own ? `${(own.train / result.train).toFixed(2)} x` : ''
    const memory = result.peakMemory === null ? '-' : `${count(result.peakMemory / 2 ** 20)} MB`
    const cells = [count(result.train).padStart(11), ratio.padStart(12), memory.padStart(10)]
    return `  ${result === best ? '*' : ' '} ${result.name.padEnd(30)}${cells.join('')}`
  })
  const heading = `  ${' '.repeat(32)}${'samples/s'.padStart(11)}${'Netloom is'.padStart(12)}${'peak'.padStart(10)}`
  return [
    `\n(${number}) ${title}; ${count(examples)} examples`,
    heading,
    ...lines,
    ...leftOut.map((reason) => `    left out: ${reason}`),
    ...inference(results, 'evaluate'),
    ...inference(results, 'predict'),
    ...(firstStep
      ? [
          `    first step ${seconds(firstStep.sinceTrain)} s after Train, ${seconds(firstStep.sinceCommand)} s after the command`
        ]
      : []),
    ...(parts
      ? [
          `    getting ready, cold: ${Object.entries(parts)
            .map(([part, ms]) => `${part} ${seconds(ms)}`)
            .join(', ')} s`
        ]
      : [])
  ].join('\n')
}

function inference(results: readonly ContenderResult[], work: 'evaluate' | 'predict'): string[] {
  const own = results.find(({ name }) => name === NETLOOM)?.[work] ?? null
  const cells = results.flatMap(({ name, [work]: speed }) => {
    if (speed === null) return []
    return [`${name} ${count(speed)}${own && name !== NETLOOM ? ` (${(own / speed).toFixed(2)} x)` : ''}`]
  })
  return own === null ? [] : [`    ${work}, samples/s: ${cells.join(', ')}`]
}

/** Over all rows: geometric means of Netloom's ratios, and the row where it is least ahead. */
export function summary(rows: readonly RowResult[]): string {
  const against = (title: string, peerOf: (row: RowResult) => ContenderResult | undefined): string[] => {
    const ratios = rows.flatMap((row) => {
      const [own, peer] = [netloomOf(row), peerOf(row)]
      return own && peer ? [{ row: row.number, peer: peer.name, ratio: own.train / peer.train }] : []
    })
    if (ratios.length === 0) return []
    const mean = Math.exp(ratios.reduce((sum, { ratio }) => sum + Math.log(ratio), 0) / ratios.length)
    const least = ratios.reduce((a, b) => (b.ratio < a.ratio ? b : a))
    return [
      `  Netloom / ${title}: ${mean.toFixed(2)} x over ${ratios.length} rows; ` +
        `least in row ${least.row}, ${least.ratio.toFixed(2)} x ${least.peer}`
    ]
  }
  const keras = (row: RowResult): ContenderResult | undefined => row.results.find(({ name }) => name === KERAS_FIT)
  return ['\nGeometric means', ...against("Keras's plain fit", keras), ...against('best peer', bestPeer)].join('\n')
}
