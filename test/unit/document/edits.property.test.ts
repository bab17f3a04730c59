import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { record, redo, startHistory, undo } from '../../../src/document/history'
import { inputLimits } from '../../../src/document/limits'
import { viewOf } from '../../../src/document/view'
import { catalogue, inferModel } from '../../../src/layers'
import { graphOf } from '../../../src/layers/graph'
import { surveyDesign, type Survey } from '../../../src/layers/survey'
import { designSchema, type Design } from '../../../src/shared/design'
import { toErrorPayload } from '../../../src/shared/errors'
import { projectOf } from '../../support/problems'
import { ROOT } from '../../support/projects'
import { applied, designs, firstDesigns, steps } from '../../support/random-edits'

const RUNS = { numRuns: 150 }
const twice = (list: readonly string[]): string[] => list.filter((one, i) => list.indexOf(one) !== i)

/** Two blocks share no layer, or one is within the other and comes before it. */
function wrongNesting(blocks: NonNullable<Design['blocks']>): string[] {
  return blocks.flatMap((outer, i) =>
    blocks.slice(0, i).flatMap((inner) => {
      const shared = inner.members.filter((name) => outer.members.includes(name)).length
      return shared === 0 || shared === inner.members.length ? [] : [`${inner.name} is not within ${outer.name}`]
    })
  )
}

/** What every design keeps to that edits have made. */
function broken(design: Design): string[] {
  const found: string[] = []
  const parsed = designSchema.safeParse(design)
  if (!parsed.success) found.push(`schema: ${parsed.error.message}`)
  const names = design.nodes.map(({ name }) => name)
  const known = new Set(names)
  const limits = inputLimits(design)
  found.push(...twice(names).map((name) => `two layers ${name}`))
  found.push(...twice((design.blocks ?? []).map(({ name }) => name)).map((name) => `two blocks ${name}`))
  found.push(...twice((design.notes ?? []).map(({ id }) => id)).map((id) => `two notes ${id}`))
  found.push(...wrongNesting(design.blocks ?? []))
  for (const { members } of design.blocks ?? []) {
    found.push(...twice(members).map((name) => `${name} is a member twice`))
    found.push(...members.filter((name) => !known.has(name)).map((name) => `${name} is a member and not there`))
  }
  for (const { source, target } of design.edges) {
    if (!known.has(source) || !known.has(target)) found.push(`edge ${source} > ${target} of nothing`)
  }
  for (const { name, class_name, layer } of design.nodes) {
    const fed = design.edges.filter(({ target }) => target === name).length
    const { max } = limits(name)
    if (max < 2 && fed > max) found.push(`${name} is fed by ${fed}`)
    const owner = design.nodes.find((node) => node.name === layer)
    if (layer !== undefined && (owner?.class_name !== class_name || owner.layer !== undefined))
      found.push(`${name} calls ${layer}`)
  }
  if (found.length === 0 && graphOf(design).cycle) found.push('a cycle')
  return found
}

describe('any edits', () => {
  it('leave every file of edits tried', () => {
    const edits = readFileSync(join(ROOT, 'test/support/random-edits.ts'), 'utf8')
    // Those of training touch no design: training-edits.test.ts.
    const files = readdirSync(join(ROOT, 'src/document/edits')).filter((file) => file !== 'training.ts')
    for (const file of files) expect(edits).toContain(`edits/${file.slice(0, -3)}'`)
  })

  it('keep a design whole', () =>
    fc.assert(
      fc.property(firstDesigns, steps(30), (first, list) => {
        let design = first
        for (const step of list) {
          design = applied(design, step)
          expect([step.edit, ...broken(design)]).toEqual([step.edit])
        }
      }),
      { numRuns: 400 }
    ))

  it('are undone to the start and redone to the end', () =>
    fc.assert(
      fc.property(designs(12), steps(25), (start, list) => {
        const project = projectOf({ model: start })
        const states = [structuredClone(project)]
        let history = startHistory(project)
        for (const step of list) {
          const { present } = history
          const model = applied(present.model, step)
          const before = history
          history = record(history, model === present.model ? present : { ...present, model }, step.edit)
          if (history !== before) states.push(structuredClone(history.present))
        }
        for (const state of [...states].reverse().slice(1)) {
          history = undo(history)
          expect(history.present).toStrictEqual(state)
        }
        expect(history.past).toHaveLength(0)
        for (const state of states.slice(1)) {
          history = redo(history)
          expect(history.present).toStrictEqual(state)
        }
        expect(history.future).toHaveLength(0)
      }),
      RUNS
    ))

  it('are surveyed one after the other as all at once', () =>
    fc.assert(
      fc.property(firstDesigns, steps(30), (first, list) => {
        let design = first
        let survey: Survey | undefined
        for (const step of list) {
          design = applied(design, step)
          survey = surveyDesign(design, catalogue, survey)
          expect(survey).toEqual(surveyDesign(design, catalogue))
        }
      }),
      RUNS
    ))

  it('are surveyed as they are inferred', () =>
    fc.assert(
      fc.property(designs(30), (design) => {
        const { model, faults, nodes } = surveyDesign(design, catalogue)
        const first = faults[0] ?? [...nodes.values()].find(({ error }) => error)?.error ?? null
        try {
          expect(inferModel(design, catalogue)).toEqual(model)
          expect(first).toBeNull()
        } catch (error) {
          if (error instanceof Error && error.name === 'AssertionError') throw error
          expect(first).toEqual(toErrorPayload(error))
          expect(model).toBeNull()
        }
      }),
      RUNS
    ))

  it('are shown with every layer once, by itself or in a block', () =>
    fc.assert(
      fc.property(designs(30), (design) => {
        const view = viewOf(design)
        const shown = view.nodes.flatMap((node) =>
          node.kind === 'layer' ? [node.id] : node.kind === 'block' ? node.block.members : []
        )
        expect(shown.sort()).toEqual(design.nodes.map(({ name }) => name).sort())
        expect(twice([...view.nodes, ...view.edges].map(({ id }) => id))).toEqual([])
        const ids = new Set(view.nodes.map(({ id }) => id))
        for (const { source, target } of view.edges) expect([ids.has(source), ids.has(target)]).toEqual([true, true])
      }),
      RUNS
    ))
})
