// What event files of TensorBoard tell: tensorboard/compat/proto/{event,summary,tensor}.proto, plugins/hparams/plugin_data.proto.
import type { Setting, SettingsMap } from '../../../shared/setting'
import { fieldsOf } from './proto-reader'
import type { Series } from './series'
import { recordsOf, type Bytes, type Damage } from './tf-record'

const EVENT = { wallTime: 1, step: 2, summary: 5 }
const VALUE = { tag: 1, simple: 2, tensor: 8, metadata: 9 }
const TENSOR = { type: 1, shape: 2, content: 4, half: 13, float: 5, double: 6, int: 7, int64: 10 }
const DT = { float: 1, double: 2, int32: 3, int64: 9 }
const HPARAMS = { tag: '_hparams_/session_start_info', info: 3, map: 1 }
const MS = 1000

export interface EventFile {
  scalars: Map<string, Series>
  hparams: SettingsMap
  damage: Damage
  /** Records that were read. */
  records: number
}

export function readEventFile(bytes: Bytes, into: EventFile): void {
  for (const record of recordsOf(bytes, into.damage)) {
    try {
      readEvent(record, into)
      into.records++
    } catch {
      into.damage.records++
    }
  }
}

export const noEvents = (): EventFile => ({
  scalars: new Map(),
  hparams: {},
  damage: { records: 0, bytes: 0 },
  records: 0
})

function readEvent(record: Buffer, into: EventFile): void {
  let [time, step] = [0, 0]
  const summaries: Buffer[] = []
  for (const { number, value, bytes } of fieldsOf(record)) {
    if (number === EVENT.wallTime && bytes.length === 8) time = bytes.readDoubleLE(0) * MS
    else if (number === EVENT.step) step = value
    else if (number === EVENT.summary) summaries.push(bytes)
  }
  for (const summary of summaries) {
    for (const { bytes } of fieldsOf(summary)) {
      const scalar = readValue(bytes, into)
      if (!scalar) continue
      const series = into.scalars.get(scalar.tag) ?? { steps: [], times: [], values: [] }
      into.scalars.set(scalar.tag, series)
      series.steps.push(step)
      series.times.push(time)
      series.values.push(scalar.value)
    }
  }
}

function readValue(message: Buffer, into: EventFile): { tag: string; value: number } | null {
  let tag = ''
  let value: number | null = null
  let plugin = ''
  let content: Buffer | null = null
  for (const field of fieldsOf(message)) {
    if (field.number === VALUE.tag) tag = field.bytes.toString('utf8')
    else if (field.number === VALUE.simple && field.bytes.length === 4) value = field.bytes.readFloatLE(0)
    else if (field.number === VALUE.tensor) value = scalarOf(field.bytes)
    else if (field.number === VALUE.metadata) ({ plugin, content } = pluginOf(field.bytes))
  }
  if (plugin === 'hparams') {
    if (tag === HPARAMS.tag && content) Object.assign(into.hparams, hparamsOf(content))
    return null
  }
  // Other plugins keep tensors of their own, e.g. texts and histograms; only the first of a tag's values need name its plugin.
  const isScalar = plugin === 'scalars' || plugin === ''
  return value === null || !isScalar || tag === '' ? null : { tag, value }
}

function pluginOf(metadata: Buffer): { plugin: string; content: Buffer | null } {
  let plugin = ''
  let content: Buffer | null = null
  for (const { number, bytes } of fieldsOf(metadata)) {
    if (number !== 1) continue
    for (const data of fieldsOf(bytes)) {
      if (data.number === 1) plugin = data.bytes.toString('utf8')
      else if (data.number === 2) content = data.bytes
    }
  }
  return { plugin, content }
}

/** Of a tensor that holds one number; null of any other. */
function scalarOf(tensor: Buffer): number | null {
  let type = 0
  let size = 1
  let content: Buffer | null = null
  let told: number | null = null
  for (const { number, value, bytes } of fieldsOf(tensor)) {
    if (number === TENSOR.type) type = value
    else if (number === TENSOR.shape)
      for (const dim of fieldsOf(bytes)) size *= dim.number === 2 ? sizeOf(dim.bytes) : 1
    else if (number === TENSOR.content && bytes.length > 0) content = bytes
    else if (number === TENSOR.float && bytes.length >= 4) told = bytes.readFloatLE(0)
    else if (number === TENSOR.double && bytes.length >= 8) told = bytes.readDoubleLE(0)
    else if (number === TENSOR.int || number === TENSOR.int64) told = bytes.length > 0 ? packed(bytes) : value
  }
  if (size !== 1) return null
  if (content && type === DT.float && content.length === 4) return content.readFloatLE(0)
  if (content && type === DT.double && content.length === 8) return content.readDoubleLE(0)
  if (content && type === DT.int32 && content.length === 4) return content.readInt32LE(0)
  if (content && type === DT.int64 && content.length === 8) return Number(content.readBigInt64LE(0))
  return told
}

const sizeOf = (dim: Buffer): number => [...fieldsOf(dim)].find(({ number }) => number === 1)?.value ?? 0
/** The first of packed varints. */
const packed = (bytes: Buffer): number => {
  const [first] = fieldsOf(Buffer.concat([Buffer.of(8), bytes]))
  return first?.value ?? 0
}

function hparamsOf(content: Buffer): SettingsMap {
  const found: SettingsMap = {}
  for (const data of fieldsOf(content)) {
    if (data.number !== HPARAMS.info) continue
    for (const entry of fieldsOf(data.bytes)) {
      if (entry.number !== HPARAMS.map) continue
      const [name, value] = entryOf(entry.bytes)
      if (name !== '' && value !== undefined) found[name] = value
    }
  }
  return found
}

/** google.protobuf.Value: numbers, strings and booleans. */
function entryOf(entry: Buffer): [string, Setting | undefined] {
  let name = ''
  let value: Setting | undefined
  for (const part of fieldsOf(entry)) {
    if (part.number === 1) name = part.bytes.toString('utf8')
    else
      for (const one of fieldsOf(part.bytes)) {
        if (one.number === 2) value = one.bytes.readDoubleLE(0)
        else if (one.number === 3) value = one.bytes.toString('utf8')
        else if (one.number === 4) value = one.value !== 0
      }
  }
  return [name, value]
}
