// What differs between runs that were written, not trained: the tree of them, settings, networks, data; and on the command line.
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { projectSchema, type Project } from '../../src/shared/project'
import type { RunRecord } from '../../src/shared/run'
import { example } from '../support/projects'
import { writeRunFolder } from '../support/run-folder'
import { newRun } from '../support/runs'
import { servedEach } from './each'
import { runCli } from './served'

const each = servedEach({ opened: false })

const base = example('mnist-mlp')
const changed = (training: object, split: object = {}, nodes = base.model.nodes): Project =>
  projectSchema.parse({
    ...base,
    training: { ...base.training, ...training },
    dataset: { ...base.dataset, split: { ...base.dataset.split, ...split } },
    model: {
      nodes,
      edges: nodes.slice(1).map(({ name }, i) => ({ source: nodes[i]!.name, target: name }))
    }
  })
const dropout = { name: 'dropout', class_name: 'Dropout', config: { rate: 0.3 } }
const wider = base.model.nodes.map((node) =>
  node.name === 'dense' ? { ...node, config: { ...node.config, units: 64 } } : node
)

function write(name: string, minute: number, accuracy: number, change: Partial<RunRecord>): RunRecord {
  const at = Date.UTC(2026, 0, 1) + 60_000 * minute
  const created = new Date(at).toISOString()
  const fresh = newRun({ id: `20260101-120000-${name}-0000`, name, created, status: 'completed', ended: created })
  const logs = { loss: 1, val_accuracy: accuracy }
  const record: RunRecord = {
    ...fresh,
    owner: null,
    dataset: { ...fresh.dataset, hashes: { x_train: 'a'.repeat(64), y_train: 'b'.repeat(64) } },
    epochs: { done: 1, planned: 1 },
    last: logs,
    best: { loss: { value: 1, epoch: 1 }, val_accuracy: { value: accuracy, epoch: 1 } },
    ...change
  }
  writeRunFolder(each.home, record, [{ type: 'end', time: at, status: 'completed' }])
  return record
}
function writeRuns(): RunRecord[] {
  const first = write('first', 1, 0.9, { project: base })
  const second = write('second', 2, 0.95, { project: changed({}, { seed: 7 }, wider.toSpliced(3, 0, dropout)) })
  const sgd = { class_name: 'SGD', config: { momentum: 0.9 } }
  const parent = { run: first.id, epoch: 1, optimizer: false }
  const third = write('third', 3, 0.85, { project: changed({ optimizer: sgd, batch_size: 64 }), parent })
  return [first, second, third]
}

test('written runs: the tree names what changed; settings, networks and data are told apart', async ({ page }) => {
  const [first, second, third] = writeRuns() as [RunRecord, RunRecord, RunRecord]
  await page.goto(each.served.url)
  await page.locator('[data-view=runs]').click()
  await page.locator('input[name=runs-page][value=tree]').locator('..').click()
  const row = (run: RunRecord) => page.locator(`[data-tree-row="${run.id}"]`)
  await expect(row(second).locator('[data-changed]')).toHaveText('+ Dropout(0.3), dense.units 512 → 64 +1')
  await expect(row(third).locator('[data-changed]')).toHaveText('adam → sgd, batch_size 128 → 64')
  await expect(row(third)).toHaveAttribute('data-depth', '2')
  await expect(page.locator('[data-tree-row]')).toHaveCount(4)

  // By keys: closed, opened, ticked.
  await row(first).click()
  await page.locator('[data-tree] .virtual-list').focus()
  await page.keyboard.press('ArrowLeft')
  await expect(row(third)).toHaveCount(0)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press(' ')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press(' ')
  await row(second).locator('input').check()
  await page.locator('[data-compare]').click()

  const tab = (id: string) => page.locator(`input[name=compare-tab][value=${id}]`).locator('..').click()
  await tab('settings')
  const cells = (path: string) => page.locator(`[data-settings-diff] [data-row="${path}"] .diff-cell`)
  await expect(page.locator('[data-head]')).toHaveCount(3)
  await expect(page.locator(`[data-head="${third.id}"]`)).toContainText('adam → sgd')
  await expect(page.locator(`[data-head="${third.id}"] .bad`)).toHaveText('−0.05000')
  await expect(cells('batch_size')).toHaveText(['128', '≠64', '128'])
  await expect(cells('dense.units').locator('.mark')).toHaveCount(1)
  await expect(cells('epochs')).toHaveCount(0)
  await page.locator('[data-settings-diff] input[name=only-differing]').uncheck()
  await page.locator('[data-settings-diff] input[name=difference-search]').fill('epochs')
  await expect(cells('epochs')).toHaveText(['5', '5', '5'])
  await page.locator('[data-settings-diff] input[name=difference-search]').fill('')

  // By the result: the best stands beside the baseline. By keys: to another place.
  await page.locator('[data-settings-diff] select[name=run-order]').selectOption('metric')
  await expect(page.locator('[data-head]').nth(1)).toHaveAttribute('data-head', second.id)
  await page.locator(`[data-head="${second.id}"]`).press('Alt+ArrowRight')
  await expect(page.locator('[data-head]').nth(2)).toHaveAttribute('data-head', second.id)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('[data-settings-diff] [data-save]').click()
  ])
  const csv = readFileSync(await download.path(), 'utf8')
  expect(csv).toContain(`id,${first.id},${third.id},${second.id}\r\nbest val_accuracy,0.9,0.85,0.95\r\n`)
  expect(csv).toContain('\r\nbatch_size,128,64,128\r\n')

  // Beside the baseline stands the first whose network differs, not the one that happens to come first.
  await tab('architecture')
  const other = page.locator('select[name=design-b]')
  await expect(other).toHaveValue(second.id)
  await other.selectOption(third.id)
  await expect(page.locator('[data-same]')).toBeVisible()
  await other.selectOption(second.id)
  await expect(page.locator('[data-difference]')).toHaveCount(2)
  const layers = page.locator('[data-design-diff] [data-layer=dense]')
  await expect(layers).toHaveCount(2)
  await expect(layers.first()).toHaveAttribute('data-kind', 'changed')
  const [left, right] = await Promise.all([layers.first().boundingBox(), layers.last().boundingBox()])
  expect(left!.y).toBeCloseTo(right!.y, 0)
  await expect(page.locator('[data-design-diff] [data-layer=dropout]')).toHaveAttribute('data-kind', 'added')
  await page.locator('[data-design-diff]').press('n')
  await expect(page.locator('[data-difference]').first()).toHaveAttribute('aria-current', 'true')
  await expect(page.locator('[data-difference]').first()).toContainText('units 512 → 64')

  await tab('data')
  await expect(page.locator('[data-verdicts] li')).toHaveCount(2)
  await expect(page.locator('[data-verdicts]')).toContainText('Split with another seed')
  await expect(page.locator('[data-data-diff] [data-row="split.seed"] .diff-cell')).toHaveText(['0', '0', '≠7'])
})

test('netloom compare tells the same, and refuses what is no comparison', async () => {
  const [first, second] = writeRuns() as [RunRecord, RunRecord]
  const cli = (...args: string[]) =>
    runCli(each.home, ['compare', ...args], { LANG: 'en_US.UTF-8', LANGUAGE: 'en' }).ended
  expect((await runCli(each.home, ['tag', first.id, '--name', 'the one to beat']).ended).code).toBe(0)
  const told = await cli('20260101-120000-first', second.id)
  expect(told.code).toBe(0)
  expect(told.stdout).toMatch(/NAME[\s\S]+the one to beat/)
  expect(told.stdout).toMatch(/dense\.units +512 +64/)
  expect(told.stdout).toContain('+ dropout  Dropout  rate 0.3')
  expect(told.stdout).toContain('the same data; split otherwise (seed); the same preprocessing')
  const { code, stdout } = await cli(first.id, second.id, '--json')
  expect(code).toBe(0)
  const found = JSON.parse(stdout)
  expect(found.runs[1]).toMatchObject({ id: second.id, changed: '+ Dropout(0.3), dense.units 512 → 64 +1' })
  expect(found.settings.map(({ path }: { path: string }) => path)).toContain('dropout.rate')
  expect(found.data.runs).toMatchObject([{ run: second.id, content: 'same', split: ['seed'] }])

  const missing = await cli(first.id, 'no-such-run')
  expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('There is no run "no-such-run"')])
})
