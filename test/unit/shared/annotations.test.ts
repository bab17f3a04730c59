import { expect, it } from 'vitest'
import { annotationChangeSchema, NO_ANNOTATIONS } from '../../../src/shared/annotations'

it('changes nothing but what was asked for', () => {
  expect(annotationChangeSchema.parse({ archived: true })).toStrictEqual({ archived: true })
  expect(annotationChangeSchema.parse({ addTags: ['a'], name: null })).toStrictEqual({ addTags: ['a'], name: null })
  expect(NO_ANNOTATIONS).toStrictEqual({ version: 1, name: null, tags: [], note: '', starred: false, archived: false })
})
