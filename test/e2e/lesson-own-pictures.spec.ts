// Pictures of one's own: what the command line finds with augmentation and without; and a folder of pictures from a dataset.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { examplePath } from '../support/projects'
import { runCli } from './served'

interface End {
  status: string
  last: Record<string, number>
  test: { loss: number; accuracy: number }
}
let home = ''
test.beforeAll(() => void (home = mkdtempSync(join(tmpdir(), 'netloom-lesson-'))))
test.afterAll(() => rmSync(home, { recursive: true, force: true }))

async function trained(id: string): Promise<End> {
  const { code, stdout } = await runCli(home, ['train', examplePath(id), '--json']).ended
  expect(code).toBe(0)
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as End
}

test('without augmentation the pictures are learnt by heart, with it they are not', async () => {
  test.setTimeout(120_000)
  const without = await trained('lessons/own-pictures')
  const augmented = await trained('lessons/own-pictures-augmented')
  const gap = ({ last }: End): number => last.val_loss! - last.loss!
  expect(without.last.accuracy).toBeGreaterThan(0.97)
  expect(gap(without)).toBeGreaterThan(0.2)
  expect(augmented.last.accuracy).toBeLessThan(0.9)
  expect(gap(augmented)).toBeLessThan(0.1)
})

test('a folder of pictures is written from a dataset, and never over anything', async () => {
  const folder = join(home, 'digits')
  const args = ['pictures', 'mnist', folder, '--classes', '0', '1', '--count', '3', '--validation', '2', '--test', '2']
  const first = await runCli(home, [...args, '--json']).ended
  expect(JSON.parse(first.stdout)).toEqual({ folder, pictures: 14 })
  const inspected = JSON.parse((await runCli(home, ['inspect', folder, '--json']).ended).stdout) as object
  expect(inspected).toMatchObject({ rows: 14, classes: ['0', '1'], splits: { train: 6, validation: 4, test: 4 } })
  const again = await runCli(home, args).ended
  expect(again.code).toBe(1)
  expect(again.stderr).toContain('nothing was written')
})
