import { expect, it } from 'vitest'
import { instanceNote, projectArgument, projectOfNote } from '../../../src/main/electron/project-argument'

it.each([
  ['packaged', ['/opt/netloom'], false, null],
  ['packaged', ['/opt/netloom', '--no-sandbox', 'a.netloom.json'], false, '/work/a.netloom.json'],
  ['from the sources', ['electron', '.'], true, null],
  ['from the sources', ['electron', '--inspect=0', '/netloom', '--no-sandbox', '/x/a.json'], true, '/x/a.json']
])('%s, the project of %j', (_how, argv, isDefaultApp, expected) => {
  expect(projectArgument(argv, isDefaultApp, '/work')).toBe(expected)
})

it('a note of a second start is read back, and any other is none', () => {
  expect(projectOfNote(instanceNote('/a'))).toBe('/a')
  for (const note of [instanceNote(null), null, undefined, 'a', {}, { project: 1 }])
    expect(projectOfNote(note)).toBeNull()
})
