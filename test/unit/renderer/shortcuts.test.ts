import { describe, expect, it } from 'vitest'
import { isInScope } from '../../../src/renderer/commands'

/** Whether a shortcut that does not count where a person types counts on an element of this HTML. */
function counts(html: string): boolean {
  document.body.innerHTML = html
  const target = document.body.querySelector('[data-target]') ?? document.body
  let found = false
  document.body.addEventListener('keydown', (event) => (found = isInScope({ scope: 'outside-text' }, event, 'train')), {
    once: true
  })
  target.dispatchEvent(new Event('keydown', { bubbles: true }))
  return found
}

describe('a shortcut outside text', () => {
  it.each([
    '<input data-target>',
    '<input type="number" data-target>',
    '<textarea data-target></textarea>',
    '<select data-target></select>',
    '<div role="dialog"><button data-target></button></div>',
    '<p contenteditable="true"><b data-target></b></p>'
  ])('is left to %s', (html) => expect(counts(html)).toBe(false))
  it.each([
    '<p></p>',
    '<button data-target></button>',
    '<input type="radio" data-target>',
    '<input type="checkbox" data-target>'
  ])('counts on %s', (html) => expect(counts(html)).toBe(true))
})
