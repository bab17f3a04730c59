// docs/layers*.md are written by this test (npx vitest run describe -u), and fail it where they are out of date.
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../src/layers'
import { describeCatalogue } from '../../../src/layers/describe'
import { LOSSES, METRICS, OPTIMIZERS, SCHEDULES } from '../../../src/layers/terms'
import { CONSTRAINTS } from '../../../src/layers/terms/constraints'
import { INITIALIZERS } from '../../../src/layers/terms/initializers'
import { REGULARIZERS } from '../../../src/layers/terms/regularizers'
import { ROOT } from '../../support/projects'

const TERMS = {
  optimizer: OPTIMIZERS,
  schedule: SCHEDULES,
  loss: LOSSES,
  metric: METRICS,
  initializer: INITIALIZERS,
  regularizer: REGULARIZERS,
  constraint: CONSTRAINTS
}

describe('docs/layers', () => {
  it.each([
    ['en', 'layers.md'],
    ['zh-CN', 'layers.zh-CN.md']
  ] as const)('%s is what the catalogue says', async (locale, file) => {
    const path = join(ROOT, 'docs', file)
    const text = await format(describeCatalogue(catalogue, TERMS, locale), {
      ...(await resolveConfig(path)),
      parser: 'markdown'
    })
    await expect(text).toMatchFileSnapshot(path)
  })
})
