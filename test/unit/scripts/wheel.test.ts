import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nativeTarget } from '../../../scripts/native/target.mjs'
import { readRecord, unpackWheel } from '../../../scripts/native/wheel.mjs'
import { temporaryFolder } from './temp-folder'
import { writeZip } from './zip-file'

const NAME = 'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl'
const LIBRARY = 'tensorflow/libtensorflow_cc.so.2'
const target = nativeTarget('linux', 'x64')
const sha = (text: string, encoding: 'hex' | 'base64url'): string => createHash('sha256').update(text).digest(encoding)

const members: Record<string, string> = {
  [LIBRARY]: 'library',
  'tensorflow/libtensorflow_framework.so.2': 'framework',
  'tensorflow/include/tensorflow/c/c_api.h': 'header',
  'tensorflow/include/tensorflow/compiler/other.h': 'not needed',
  'tensorflow/python/module.py': 'not needed'
}

const recordOf = (files: Record<string, string>): string =>
  Object.entries(files)
    .map(([name, text]) => `${name},sha256=${sha(text, 'base64url')},${text.length}`)
    .join('\n')

async function wheel(changes: Record<string, string | undefined> = {}, record = recordOf(members)): Promise<string> {
  const path = join(temporaryFolder(), NAME)
  const all = { ...members, 'tensorflow_cpu-2.21.0.dist-info/RECORD': record, ...changes }
  await writeZip(
    path,
    Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined))
  )
  return path
}

const unpack = (path: string, pinned = {}) =>
  unpackWheel({ wheel: path, into: join(path, '..', 'out'), target, pinned })

describe('a wheel', () => {
  it('with a library that is not the one in its RECORD is refused', async () => {
    await expect(unpack(await wheel({ [LIBRARY]: 'another' }))).rejects.toThrow(/its SHA-256 differs/)
  })
  it('with a library that is not the pinned one is refused', async () => {
    await expect(unpack(await wheel(), { [NAME]: { [LIBRARY]: '0'.repeat(64) } })).rejects.toThrow(
      /its SHA-256 differs/
    )
  })
  it('without a library, a hash or the headers is refused', async () => {
    await expect(unpack(await wheel({ [LIBRARY]: undefined }))).rejects.toThrow(
      /does not hold tensorflow\/libtensorflow_cc/
    )
    await expect(unpack(await wheel({}, ''))).rejects.toThrow(/gives no hash/)
    await expect(unpack(await wheel({ 'tensorflow/include/tensorflow/c/c_api.h': undefined }))).rejects.toThrow(
      /C headers/
    )
  })
  it('gives the libraries, the headers that are needed, and nothing else', async () => {
    const path = await wheel()
    const out = join(path, '..', 'out')
    expect(await unpack(path)).toEqual({
      'lib/libtensorflow_cc.so.2': sha('library', 'hex'),
      'lib/libtensorflow_framework.so.2': sha('framework', 'hex')
    })
    expect(readFileSync(join(out, 'include/tensorflow/c/c_api.h'), 'utf8')).toBe('header')
    expect(existsSync(join(out, 'include/tensorflow/compiler'))).toBe(false)
    expect(existsSync(join(out, 'tensorflow'))).toBe(false)
  })
  it('lists hashes in base64url, which become hex', () => {
    expect(readRecord(`a/b.so,sha256=${sha('x', 'base64url')},1\nRECORD,,\n`)).toEqual(
      new Map([['a/b.so', sha('x', 'hex')]])
    )
  })
})
