// Models that Keras saved (test/fixtures/models), imported.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { importModelText } from '../../src/document/import'
import { catalogue } from '../../src/layers'
import type { Design, DesignNode } from '../../src/shared/design'
import { NetloomError } from '../../src/shared/errors'
import { importedModelSchema, type ImportedModel } from '../../src/shared/imported-model'

/** What Keras tells of a model. Shapes are without the batch; null for a layer that is called more than once. */
export interface ModelFacts {
  parameters: number
  trainable: number
  outputs: number[][]
  layers: Record<string, { parameters: number; shape: number[] | null }>
}

export const modelFile = (name: string): string => join(import.meta.dirname, '../fixtures/models', name)
export const modelText = (name: string): string => readFileSync(modelFile(`${name}.json`), 'utf8')
const { madeWith: _tools, ...facts } = JSON.parse(modelText('facts')) as Record<string, ModelFacts>
/** By the name of the model. */
export const FACTS: Record<string, ModelFacts> = facts

export function importedModel(name: string): ImportedModel {
  const model = importModelText(modelText(name), `${name}.json`, catalogue)
  expect(importedModelSchema.parse(model)).toEqual(model)
  return model
}
export const codes = (notes: readonly { code: string }[]): string[] => notes.map(({ code }) => code)
export const nodeOf = (design: Design, name: string): DesignNode => design.nodes.find((node) => node.name === name)!

export function failureOf(run: () => unknown): NetloomError {
  try {
    run()
  } catch (error) {
    if (error instanceof NetloomError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
