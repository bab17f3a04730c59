import { chmodSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { TextValues } from '../../../src/shared/columns'
import type { Frame } from '../../../src/main/datasets/frame'
import { openTextsFrame } from '../../../src/main/datasets/frames/texts'
import { listTexts } from '../../../src/main/datasets/frames/text-folder'
import { decodeText } from '../../../src/main/datasets/formats/text'
import { failure, tempFolder } from './build'
import { consistent, expected, kerasFixture, numbersOf } from './keras-cache'

const open = (path: string): Promise<Frame> => openTextsFrame({ format: 'texts', path, task: 'classification' })
const folderOf = (files: Record<string, string | Uint8Array>): string => {
  const root = tempFolder()
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  return root
}

describe('a folder of texts', () => {
  const { train, test } = expected.texts

  it('has the order of text_dataset_from_directory, its parts, and no class of unlabelled ones', async () => {
    const root = kerasFixture('texts')
    const { files } = await listTexts(root)
    expect(files.map(({ path }) => path)).toEqual([...train.files, ...test.files].map((path) => join(root, path)))
    const frame = await open(root)
    expect(frame).toMatchObject({
      classes: ['neg', 'pos'],
      rows: train.files.length + test.files.length,
      parts: [
        { name: 'train', first: 0, count: train.files.length },
        { name: 'test', first: train.files.length, count: test.files.length }
      ],
      faults: []
    })
    expect(Object.fromEntries(frame.notes)).toEqual({ encoding: expect.any(String), ignored: 'train/unsup' })
    const [text, label] = (await consistent(frame, 3)) as [TextValues, never]
    expect(numbersOf(label)).toEqual([...train.labels, ...test.labels])
    const texts = Object.fromEntries(files.map(({ path }, i) => [path.slice(root.length + 1), text.values[i]]))
    expect(texts).toMatchObject({
      'train/neg/mark.txt': '糟糕 film, very bad',
      'train/neg/gb.txt': '糟糕 film, very bad',
      'train/neg/bom.txt': '糟糕 film, very bad',
      'train/neg/big.txt': 'very bad film, really',
      'train/pos/B.TXT': 'upper',
      'test/pos/0.txt': 'better'
    })
  })
  it('without train and test has no parts', async () => {
    const frame = await open(folderOf({ 'b/1.txt': 'one', 'a/2.txt': '', 'empty/readme.md': 'none', 'top.txt': 'no' }))
    expect(frame).toMatchObject({ classes: ['a', 'b', 'empty'], parts: [], rows: 2, format: 'TXT' })
    expect((await frame.read(['text'], { first: 0, count: 2 }))[0]).toEqual({ kind: 'texts', values: ['', 'one'] })
    // Folders of these names are classes where nothing is within them but texts.
    expect(await open(folderOf({ 'train/1.txt': 'rails', 'bus/1.txt': 'wheels' }))).toMatchObject({
      classes: ['bus', 'train']
    })
  })
  it('names the files that cannot be read, and reads the rest', async () => {
    const root = folderOf({
      'a/0.txt': 'fine',
      'a/1.txt': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0xff),
      'a/2.txt': 'gone',
      'b/3.txt': Uint8Array.of(0xff, 0xff, 0xff)
    })
    symlinkSync('/no/such', join(root, 'b/4.txt'))
    symlinkSync(root, join(root, 'b/round'))
    const frame = await open(root)
    rmSync(join(root, 'a/2.txt'))
    const rows = { first: 0, count: frame.rows }
    for (let again = 0; again < 2; again++) {
      expect((await frame.read(['text'], rows))[0]).toEqual({ kind: 'texts', values: ['fine', null, null, null, null] })
    }
    const codes = frame.faults.map(({ where, error }) => [where, (error as Error & { code: string }).code])
    expect(codes.sort()).toEqual([
      ['a/1.txt', 'TEXT_ENCODING'],
      ['a/2.txt', 'FILE_NOT_FOUND'],
      ['b/3.txt', 'TEXT_ENCODING'],
      ['b/4.txt', 'FILE_NOT_FOUND']
    ])
  })
  it('without classes or texts is refused', async () => {
    await failure('TEXTS_NO_CLASSES', open(tempFolder()))
    await failure('TEXTS_NO_CLASSES', open(folderOf({ '1.txt': 'x' })))
    await failure('TEXTS_EMPTY', open(folderOf({ 'a/1.md': 'x' })))
    await failure('FILE_NOT_FOUND', open('/no/such/folder'))
  })
  it('has a hash for each class that any change changes', async () => {
    const root = tempFolder()
    cpSync(kerasFixture('texts'), root, { recursive: true })
    const frame = await open(root)
    const before = await frame.hashes()
    expect(Object.keys(before)).toEqual(['train/neg', 'train/pos', 'test/neg', 'test/pos'])
    writeFileSync(join(root, 'test/pos/0.txt'), 'Better')
    const after = await frame.hashes()
    expect(after['test/pos']).not.toBe(before['test/pos'])
    expect(after['train/neg']).toBe(before['train/neg'])
  })
  if (process.getuid?.() !== 0) {
    it('with a subfolder that may not be read names it', async () => {
      const root = folderOf({ 'a/1.txt': 'x', 'b/1.txt': 'y' })
      chmodSync(join(root, 'b'), 0)
      expect((await open(root)).faults.map(({ where }) => where)).toEqual([join(root, 'b')])
      chmodSync(join(root, 'b'), 0o700)
    })
  }
})

describe('text', () => {
  it.each([
    ['UTF-8', Buffer.from('naïve 文')],
    ['UTF-8', Buffer.from('')],
    ['UTF-16', Buffer.from('\ufeffa文', 'utf16le')],
    ['UTF-16', Buffer.from('plain letters', 'utf16le')],
    ['GB18030', Buffer.from([0xb3, 0xa4, 0xbf, 0xed])]
  ])('is told to be %s', (encoding, bytes) => {
    expect(decodeText(bytes, 'a.txt').encoding).toBe(encoding)
  })
  it('is not what is none', async () => {
    for (const bytes of [
      [0xff, 0xfe, 0x00],
      [0x41, 0],
      [0xff, 0xff]
    ])
      // prettier-ignore
      await failure('TEXT_ENCODING', () => decodeText(Uint8Array.from(bytes), 'a.txt'))
  })
})
