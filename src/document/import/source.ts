// What all formats are read into: a graph of layers and of the calls of each.
import type { z } from '../../shared/zod'
import { NetloomError, type ErrorArgs, type ErrorCode } from '../../shared/errors'

export type Json = z.core.util.JSONType
export type JsonRecord = Record<string, Json>

/** keras3: Keras 3; keras2: Keras 1 and 2, tf.keras; tfjs: TensorFlow.js, in Keras 2's form. */
export type Dialect = 'keras3' | 'keras2' | 'tfjs'

/** What the n-th call of a layer gave, and which of its outputs. */
export class TensorRef {
  constructor(
    readonly layer: string,
    readonly call: number,
    readonly output: number
  ) {}
}
/** A value of a call: JSON in which tensors stand as TensorRef. */
export type Argument = TensorRef | string | number | boolean | null | Argument[] | { [key: string]: Argument }

export interface Call {
  args: Argument[]
  kwargs: Record<string, Argument>
}
export interface LayerSource {
  name: string
  className: string
  /** Where Python finds the class; null where the file does not tell. */
  module: string | null
  registeredName: string | null
  config: JsonRecord
  calls: Call[]
  /** A model that is used as a layer. */
  model: ModelSource | null
}
export interface ModelSource {
  name: string
  layers: LayerSource[]
  /** Calls of InputLayers. */
  inputs: TensorRef[]
  outputs: TensorRef[]
}

/** What an import is told along the way. */
export interface ImportContext {
  /** Named in errors. */
  file: string
  dialect: Dialect
  note(code: ErrorCode, args: ErrorArgs): void
}

export const isRecord = (value: unknown): value is JsonRecord =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** A value as it is shown in a message. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}

/** The file is a model, but not a whole one. `where` is a JSON path. */
export const structureError = (file: string, where: string, expected: string, found: unknown): NetloomError =>
  new NetloomError('MODEL_STRUCTURE', { file, where, expected, found: shown(found) })

/** All tensors within an argument, in order. */
export function tensorsIn(argument: Argument | undefined): TensorRef[] {
  if (argument instanceof TensorRef) return [argument]
  if (argument === null || typeof argument !== 'object') return []
  return Object.values(argument).flatMap((item: Argument) => tensorsIn(item))
}
