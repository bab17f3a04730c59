import { existsSync, readFileSync, truncateSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { unzip } from '../../../scripts/native/unzip.mjs'
import { temporaryFolder } from './temp-folder'
import { replaceBytes, writeZip } from './zip-file'

const everything = (member: string): string => member
const TEXT = 'the quick brown fox '.repeat(50)

describe('unzip', () => {
  it('refuses a member whose CRC-32 does not match', async () => {
    const folder = temporaryFolder()
    const zip = join(folder, 'a.zip')
    await writeZip(zip, { 'a.txt': TEXT })
    const wanted = Buffer.alloc(4)
    wanted.writeUInt32LE(crc32(TEXT))
    replaceBytes(zip, wanted.toString('latin1'), 'evil')
    await expect(unzip({ zip, into: join(folder, 'out'), select: everything })).rejects.toThrow(
      /a\.txt is damaged: its CRC-32/
    )
  })
  it.each(['../outside.txt', '/absolute.txt', 'in/../../outside.txt', 'back\\slash.txt'])(
    'refuses the name %s',
    async (name) => {
      const folder = temporaryFolder()
      const zip = join(folder, 'a.zip')
      const innocent = 'x'.repeat(name.length)
      await writeZip(zip, { [innocent]: 'content' })
      replaceBytes(zip, innocent, name)
      await expect(unzip({ zip, into: join(folder, 'out'), select: everything })).rejects.toThrow()
      expect(existsSync(join(folder, 'outside.txt'))).toBe(false)
    }
  )
  it('refuses a selection that leads outside the folder', async () => {
    const folder = temporaryFolder()
    const zip = join(folder, 'a.zip')
    await writeZip(zip, { 'a.txt': TEXT })
    for (const path of ['../a.txt', '.', 'b/../..']) {
      await expect(unzip({ zip, into: join(folder, 'out'), select: () => path })).rejects.toThrow(/outside the folder/)
    }
  })
  it('refuses an archive that is cut off, and one that is none', async () => {
    const folder = temporaryFolder()
    const zip = join(folder, 'a.zip')
    await writeZip(zip, { 'a.txt': TEXT, 'b.txt': TEXT })
    truncateSync(zip, statSync(zip).size - 30)
    await expect(unzip({ zip, into: join(folder, 'out'), select: everything })).rejects.toThrow()
    truncateSync(zip, 0)
    await expect(unzip({ zip, into: join(folder, 'out'), select: everything })).rejects.toThrow()
  })
  it('unpacks what is selected, with its hash', async () => {
    const folder = temporaryFolder()
    const zip = join(folder, 'a.zip')
    await writeZip(zip, { 'keep/a.txt': TEXT, 'skip/b.txt': 'no' })
    const into = join(folder, 'out')
    const select = (member: string): string | undefined =>
      member.startsWith('keep/') ? `lib/${member.slice(5)}` : undefined
    const written = await unzip({ zip, into, select })
    expect([...written.keys()]).toEqual(['keep/a.txt'])
    expect(written.get('keep/a.txt')).toMatchObject({ path: 'lib/a.txt', size: TEXT.length })
    expect(readFileSync(join(into, 'lib/a.txt'), 'utf8')).toBe(TEXT)
    expect(existsSync(join(into, 'skip'))).toBe(false)
  })
})
