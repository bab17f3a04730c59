import { expect, test } from 'vitest'
import { readText, valueNames, withValues } from '../../../../src/renderer/lessons/text/read-text'

const shape = (text: string): unknown =>
  JSON.parse(JSON.stringify(readText(text), ['type', 'text', 'tokens', 'display']))

test('formulas stand in lines and on their own', () => {
  expect(shape('So $w_1$ is\n\n$$a \\cdot b$$\n\nthere.')).toMatchObject([
    {
      type: 'paragraph',
      tokens: [{ type: 'text' }, { type: 'formula', text: 'w_1', display: false }, { type: 'text' }]
    },
    { type: 'space' },
    { type: 'formula', text: 'a \\cdot b', display: true },
    { type: 'paragraph' }
  ])
})

test('bold ends behind Chinese punctuation', () => {
  expect(shape('这是**张量。**下一步')).toMatchObject([
    { tokens: [{ text: '这是' }, { type: 'strong', text: '张量。' }, { text: '下一步' }] }
  ])
})

test('values are put in; what is not known yet is an ellipsis', () => {
  const text = '$w = {{w}}$, {{name}}, {{ loss }}'
  expect(valueNames(text)).toStrictEqual(['w', 'name', 'loss'])
  expect(withValues(text, { w: 2.5, name: 'sgd', loss: NaN }, (value) => value.toFixed(2))).toBe('$w = 2.50$, sgd, …')
})
