import { describe, expect, it } from 'vitest'
import { FIX_RULES, fixesFor, type Fix } from '../../../src/document/fixes'
import { record, startHistory, undo } from '../../../src/document/history'
import type { DataFacts } from '../../../src/layers/check'
import { designSchema } from '../../../src/shared/design'
import type { Project } from '../../../src/shared/project'
import { digits, faultsIn, problemsIn, projectOf } from '../../support/problems'
import type { Case, Cases } from './fix-cases/case'
import graph from './fix-cases/graph'
import shapes from './fix-cases/shapes'
import training from './fix-cases/training'

const CASES: Cases = { ...shapes, ...training, ...graph }

function find(
  project: Project,
  dataset: DataFacts | null,
  { fault, title }: Case
): { fix: Fix | undefined; offered: string[] } {
  const problem = problemsIn(project, dataset).find(({ error }) => error.code === fault)
  if (!problem) throw new Error(`no ${fault}, but ${JSON.stringify(faultsIn(project, dataset))}`)
  const fixes = fixesFor(problem)
  return { fix: fixes.find(({ title: { en } }) => en === title), offered: fixes.map((one) => one.title.en) }
}

describe('every fix', () => {
  it('has a case', () => expect(Object.keys(CASES).sort()).toEqual([...FIX_RULES.keys()].sort()))

  const all = Object.entries(CASES).flatMap(([file, cases]) =>
    cases.map((one): [string, string, Case] => [file, one.title, one])
  )
  it.each(all)('%s: %s', (file, _title, one) => {
    const dataset = one.dataset === undefined ? digits : one.dataset
    const project = projectOf(one.given)
    const before = structuredClone(project)
    const { fix, offered } = find(project, dataset, one)
    expect(offered).toContain(one.title)
    expect(fix!.id.split(':')[0]).toBe(file)
    expect(fix!.title['zh-CN']).not.toBe('')

    const mended = fix!.apply(project)
    expect(designSchema.safeParse(mended.model).success).toBe(true)
    expect(faultsIn(mended, dataset).map(({ code }) => code)).toEqual(one.then ?? [])
    expect(undo(record(startHistory(project), mended, 'fix')).present).toStrictEqual(before)
  })

  it('of one problem has an id of its own', () => {
    for (const cases of Object.values(CASES)) {
      for (const one of cases) {
        for (const problem of problemsIn(projectOf(one.given), one.dataset === undefined ? digits : one.dataset)) {
          const ids = fixesFor(problem).map(({ id }) => id)
          expect(new Set(ids).size).toBe(ids.length)
        }
      }
    }
  })
})
