// Fashion-MNIST, the first classifier: the figures of the lesson from the command line. NETLOOM_LONG=1 trains the wide network, too.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { whyMissing } from '../support/missing'
import { examplePath } from '../support/projects'
import { runCli } from './served'

const isLong = process.env.NETLOOM_LONG === '1'
const BOOT = 9
const PIXELS = 28 * 28
const IDX_HEADER = 16
const GZIP = 0x1f

/** The first of the 10,000 as an array of NumPy, from where the program finds the data. */
async function firstTestPicture(home: string): Promise<Uint8Array> {
  const { stdout } = await runCli(home, ['inspect', 'fashion-mnist', '--json']).ended
  const files: { path: string }[] = JSON.parse(stdout).files
  const bytes = readFileSync(files.find(({ path }) => path.includes('t10k-images'))!.path)
  const pixels = (bytes[0] === GZIP ? gunzipSync(bytes) : bytes).subarray(IDX_HEADER, IDX_HEADER + PIXELS)
  const header = `${"{'descr': '|u1', 'fortran_order': False, 'shape': (1, 28, 28), }".padEnd(117)}\n`
  return Buffer.concat([
    Buffer.from([0x93]),
    Buffer.from('NUMPY'),
    Buffer.from([1, 0, header.length, 0]),
    Buffer.from(header),
    pixels
  ])
}

if (whyMissing('fashion-mnist') === null) {
  let home: string
  test.beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'netloom-lesson-'))))
  test.afterEach(() => rmSync(home, { recursive: true, force: true }))

  async function train(...args: string[]) {
    const { code, stdout, stderr } = await runCli(home, ['train', ...args, '--json']).ended
    expect(code, stderr).toBe(0)
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    return { events, end: events.at(-1), epochs: events.filter(({ event }) => event === 'epoch') }
  }

  test('5 epochs: test accuracy about 0.87, and test picture 0 is an ankle boot', async () => {
    const { end } = await train(examplePath('fashion-mnist-mlp'))
    expect(end.status).toBe('completed')
    expect(end.test.accuracy).toBeGreaterThan(0.86)
    expect(end.test.accuracy).toBeLessThan(0.89)

    const input = join(home, 'boot.npy')
    writeFileSync(input, await firstTestPicture(home))
    const { code, stdout, stderr } = await runCli(home, ['predict', end.runId, '--input', input, '--json']).ended
    expect(code, stderr).toBe(0)
    const [output] = JSON.parse(stdout).outputs
    expect(output).toMatchObject({ predicted: BOOT, class: 'Ankle boot' })
    expect(output.probabilities).toHaveLength(10)
    expect(output.probabilities.reduce((sum: number, p: number) => sum + p, 0)).toBeCloseTo(1, 5)
  })

  test('a callback stops once the accuracy has come to 0.9', async () => {
    const project = JSON.parse(readFileSync(examplePath('fashion-mnist-mlp'), 'utf8'))
    project.training.epochs = 30
    project.training.callbacks = [
      { class_name: 'ThresholdStopping', config: { monitor: 'accuracy', threshold: isLong ? 0.9 : 0.86 } }
    ]
    const path = join(home, 'threshold.netloom.json')
    writeFileSync(path, JSON.stringify(project))
    const { epochs } = await train(path)
    const [before, last] = epochs.slice(-2)
    const threshold = project.training.callbacks[0].config.threshold
    expect(last.accuracy).toBeGreaterThanOrEqual(threshold)
    expect(before.accuracy).toBeLessThan(threshold)
    expect(epochs.length).toBeLessThan(isLong ? 12 : 5)
  })

  if (isLong)
    test('two layers of 512, 30 epochs: validation was best early, and training went on improving', async () => {
      test.setTimeout(600_000)
      const { epochs } = await train(examplePath('lessons/fashion-wide'))
      expect(epochs).toHaveLength(30)
      const losses: number[] = epochs.map(({ val_loss }) => val_loss)
      const best = losses.indexOf(Math.min(...losses))
      expect(best).toBeGreaterThan(2)
      expect(best).toBeLessThan(15)
      expect(losses.at(-1)).toBeGreaterThan(losses[best]! + 0.05)
      expect(epochs.at(-1).loss).toBeLessThan(epochs[best].loss / 1.5)
      expect(epochs.at(-1).accuracy).toBeGreaterThan(0.94)
    })
}
