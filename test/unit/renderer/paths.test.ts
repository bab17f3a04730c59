import { expect, it } from 'vitest'
import { baseOf, crumbsOf, folderOf, joined, movedTo, stemOf, typedPath } from '../../../src/renderer/files/paths'
import { isSame } from '../../../src/shared/same'
import { projectFileName } from '../../../src/shared/project-files'
import { example } from '../../support/projects'

it.each([
  ['/home/ada/a.netloom.json', '/home/ada', 'a'],
  ['/a.netloom.json', '/', 'a'],
  ['C:\\Users\\ada\\a b.netloom.json', 'C:\\Users\\ada', 'a b'],
  ['C:\\a.netloom.json', 'C:\\', 'a'],
  ['\\\\server\\share\\a.keras', '\\\\server\\share', 'a']
])('%s is in %s', (path, folder, stem) => {
  expect([folderOf(path), stemOf(path)]).toStrictEqual([folder, stem])
  expect(joined(folder, baseOf(path))).toBe(path)
})

it('breadcrumbs lead from the top', () => {
  expect(crumbsOf('/home/ada')).toStrictEqual([
    { name: '/', path: '/' },
    { name: 'home', path: '/home' },
    { name: 'ada', path: '/home/ada' }
  ])
  expect(crumbsOf('/')).toStrictEqual([{ name: '/', path: '/' }])
  expect(crumbsOf('C:\\Users').map(({ path }) => path)).toStrictEqual(['C:\\', 'C:\\Users'])
})

it('a relative data path follows its project', () => {
  const project = example('line') // data/line.csv
  const pathFrom = (from: string | null, to: string): unknown => {
    const { source } = movedTo(project, from, to).dataset
    return 'path' in source && source.path
  }
  expect(pathFrom('/examples', '/home')).toBe('/examples/data/line.csv')
  expect(pathFrom('/examples', '/examples/data')).toBe('line.csv')
  expect(pathFrom('C:\\examples', 'D:\\x')).toBe('C:\\examples\\data/line.csv')
  expect(pathFrom(null, '/home')).toBe('data/line.csv')
  expect(movedTo(project, '/examples', '/examples')).toBe(project)
  const mnist = example('mnist-mlp')
  expect(movedTo(mnist, '/examples', '/home')).toBe(mnist)
})

it('names of files are what every file system takes', () => {
  expect(projectFileName('a/b: c?')).toBe('a-b- c-.netloom.json')
  expect(projectFileName(' .. ')).toBe('project.netloom.json')
})

it('equality of JSON: by value, without what is undefined, whatever the order', () => {
  const value = { a: [1, { b: null }], c: 'x' }
  expect(isSame(value, structuredClone(value))).toBe(true)
  expect(isSame(value, { c: 'x', a: [1, { b: null }] })).toBe(true)
  expect(isSame(value, { ...value, d: undefined })).toBe(true)
  for (const other of [null, [], { ...value, c: 'y' }, { ...value, a: [1] }, { ...value, a: { 0: 1 } }])
    expect(isSame(value, other)).toBe(false)
})

it.each([
  [' /data/a.csv ', '/data/a.csv'],
  ['"C:\\Users\\ada\\a b.csv"', 'C:\\Users\\ada\\a b.csv'],
  ['\\\\server\\share', '\\\\server\\share'],
  ['a.csv', null],
  ['data/a.csv', null],
  ['', null]
])('of what is typed, %j is the path %j', (text, path) => {
  expect(typedPath(text)).toBe(path)
})
