import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeFolder } from '../../../src/main/make-folder'
import { tempFolder } from '../../support/temp'

it('makes a folder with those above it, and leaves one that is there', () => {
  const path = join(tempFolder(), 'a/b/c')
  makeFolder(path)
  writeFileSync(join(path, 'kept'), '')
  makeFolder(path)
  makeFolder(join(path, '..'))
  expect(statSync(join(path, 'kept')).size).toBe(0)
})

it('tells a file in the way', () => {
  const file = join(tempFolder(), 'file')
  writeFileSync(file, '')
  expect(() => makeFolder(file)).toThrow('EEXIST')
  expect(() => makeFolder(join(file, 'below'))).toThrow('ENOTDIR')
})

// Elsewhere no folder that is there says that a new one in it has none above it.
if (existsSync('/proc/self'))
  it('comes to an end where the system says ENOENT of a folder that is there', () => {
    expect(() => makeFolder('/proc/netloom')).toThrow('ENOENT')
    expect(() => makeFolder('/proc/netloom/a/b')).toThrow('ENOENT')
  })
