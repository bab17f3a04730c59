// `netloom inspect` as a person uses it: the built program in a process of its own.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { pngBytes } from '../support/png'
import { runCli, type Ended } from './served'

const ROOT = resolve(import.meta.dirname, '../..')
const FIXTURES = join(ROOT, 'test/fixtures')

let home: string
test.beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'netloom-inspect-'))))
test.afterEach(() => rmSync(home, { recursive: true, force: true }))

const inspect = (args: string[], env: Record<string, string> = {}): Promise<Ended> =>
  runCli(home, ['inspect', ...args], { LANG: 'en_US.UTF-8', LANGUAGE: 'en', ...env }).ended

function file(name: string, content: string | Uint8Array): string {
  const path = join(home, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}

interface Facts {
  [key: string]: unknown
  statistics: { column: string; missing: number; numbers: Record<string, unknown> | null }[]
}
async function facts(path: string): Promise<Facts> {
  const { code, stdout, stderr } = await inspect([path, '--json'])
  expect(stderr.replace(/^.* …\n/gm, '')).toBe('')
  expect(code).toBe(0)
  expect(stdout.trimEnd()).not.toContain('\n')
  return JSON.parse(stdout) as Facts
}

test('MNIST by its name: the facts that are known of it', async () => {
  const found = await facts('mnist')
  expect(found).toMatchObject({
    ...{ name: 'MNIST', format: 'IDX', rows: 70_000, shape: [28, 28], task: 'classification' },
    splits: { train: 54_000, validation: 6_000, test: 10_000 },
    duplicates: { groups: 0, copies: 0, leaked: { validation: 0, test: 0 } }
  })
  const counts = found.class_counts as Record<string, Record<string, number>>
  expect(counts.train!['5']! + counts.validation!['5']!).toBe(5421)
  expect(counts.test!['5']).toBe(892)
  const [image] = found.statistics
  expect(image!.numbers).toMatchObject({ min: 0, max: 255 })
  expect(Number(image!.numbers!.mean)).toBeCloseTo(33.3855, 3) // of all 70,000: 33.3184 and 33.7912 of its parts
})

test('a CSV in GBK prints its encoding, columns and statistics, in the reader’s language', async () => {
  const path = join(FIXTURES, 'data/tables/table-gbk.csv')
  const english = await inspect([path])
  expect(english.code).toBe(0)
  expect(english.stdout).toMatch(/^name +table-gbk\.csv\nformat +CSV\n/)
  expect(english.stdout).toMatch(/\nrows +60\n/)
  expect(english.stdout).toMatch(/\nencoding +GBK \/ GB18030\n/)
  expect(english.stdout).toMatch(/\nwidth +feature +float64 +9 +51 +1\.211 +2\.173 +0\.4118 +2\.141 +3\.089\n/)
  expect(english.stdout.split('\n').filter((line) => /\s$/.test(line))).toEqual([])
  const chinese = await inspect([path], { LANG: 'zh_CN.UTF-8', LANGUAGE: 'zh_CN' })
  expect(chinese.stdout).toMatch(/\n编码 +GBK \/ GB18030\n/)
})

test('Parquet, JSON lines, an npz, a picture folder, a text folder and a project', async () => {
  expect(await facts(join(FIXTURES, 'data/tables/table.parquet'))).toMatchObject({ format: 'Parquet', rows: 60 })
  expect(await facts(join(FIXTURES, 'data/tables/table.jsonl'))).toMatchObject({ rows: 60 })
  expect(await facts(join(FIXTURES, 'datasets/pictures.npz'))).toMatchObject({ format: 'NPZ', task: 'classification' })
  for (const [i, name] of ['a/1', 'a/2', 'b/1', 'b/2'].entries())
    file(`pictures/${name}.png`, pngBytes(2, 2, 1, Uint8Array.of(i, 0, 0, Math.floor(i / 3))))
  file('pictures/b/3.png', pngBytes(2, 2, 1, Uint8Array.of(0, 0, 0, 0)))
  file('pictures/b/4.png', pngBytes(2, 2, 1, Uint8Array.of(9, 9, 9, 9)).subarray(0, 50))
  const { code, stdout, stderr } = await inspect([join(home, 'pictures')])
  expect(code).toBe(0)
  expect(stdout).toMatch(/duplicates +1 copy in 1 group; .*1 group with different labels/)
  expect(stdout).toMatch(/\nimage +feature +uint8 +\[2, 2, 1\] +1 +/)
  expect(stderr).toMatch(/^! b\/4\.png: .+/m)
  file('texts/no/1.txt', 'bad')
  file('texts/yes/1.txt', 'good')
  expect(await facts(join(home, 'texts'))).toMatchObject({
    rows: 2,
    classes: ['no', 'yes'],
    notes: [['encoding', 'UTF-8']]
  })
  const line = await facts(join(ROOT, 'examples/line.netloom.json'))
  expect(line).toMatchObject({ name: 'line.csv', task: 'regression', splits: { train: 80, validation: 0, test: 20 } })
})

test('data too small to be split, with one class or one column, are told all the same', async () => {
  const small = await facts(file('small.csv', 'a,b\n1,x\n2,y\n3,x\n4,y\n'))
  expect(small).toMatchObject({ rows: 4, splits: { train: 4, validation: 0, test: 0 }, classes: ['x', 'y'] })
  const one = await inspect([file('one.csv', 'a,b\n1,x\n2,x\n')])
  expect(one.code).toBe(0)
  expect(one.stdout).toMatch(/\nb +target +str/)
  expect(one.stderr).toMatch(/^! b: /)
  const single = await inspect([file('single.csv', 'a\n1\n2\n')])
  expect(single.code).toBe(0)
  expect(single.stdout).toMatch(/\na +none +int64/)
  const project = {
    ...{ netloom: 1, name: 'p', training: { optimizer: 'sgd', loss: 'mse' } },
    model: { nodes: [{ name: 'input', class_name: 'Input', config: { shape: [1] } }], edges: [] },
    dataset: { source: { format: 'csv', path: 'small.csv' }, split: { validation: 0.01 } }
  }
  const told = await inspect([file('p.netloom.json', JSON.stringify(project))])
  expect(told.stdout).toMatch(/splits +train 4, validation 0, test 0/)
  expect(told.stderr).toContain('The split leaves no examples for validation (of 4)')
})

test('bad input ends with one clear error and exit code 1', async () => {
  const npz = join(FIXTURES, 'datasets/pictures.npz')
  const cases: [string, RegExp][] = [
    [file('cut.npz', readFileSync(npz).subarray(0, 300)), /cut\.npz/],
    [file('ragged.csv', 'a,b\n1,2\n3\n'), /ragged\.csv, line 3: expected 2 values, found 1/],
    [file('empty.csv', ''), /empty\.csv is empty \(0 bytes\)/],
    [file('data.bin', Uint8Array.of(0, 1, 2, 255, 0, 0)), /data\.bin/],
    [join(home, 'nothing.csv'), /There is no file .*nothing\.csv/],
    [dirname(file('none/notes.md', '# no')), /none/]
  ]
  if (process.getuid?.() !== 0) {
    const locked = dirname(file('locked/a.csv', 'a,b\n1,2\n'))
    chmodSync(locked, 0)
    cases.push([locked, /locked/])
  }
  symlinkSync(join(home, 'gone'), join(home, 'dangling.csv'))
  cases.push([join(home, 'dangling.csv'), /dangling\.csv/])
  for (const [path, message] of cases) {
    const { code, stdout, stderr } = await inspect([path, '--json'])
    expect(stdout, path).toBe('')
    expect(stderr, path).toMatch(/^✗ /)
    expect(stderr, path).toMatch(message)
    expect(stderr, path).not.toMatch(/\n\s+at /)
    expect(stderr.match(/✗/g), path).toHaveLength(1)
    expect(code, path).toBe(1)
  }
})
