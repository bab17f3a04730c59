import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readModelBytes, readModelFile } from '../../../src/main/projects/import-model'
import { toErrorPayload } from '../../../src/shared/errors'
import { modelFile, modelText } from '../../support/imported-models'
import { tempFolder } from '../../support/temp'
import { failure, zipBytes } from '../datasets/build'

const keras = Uint8Array.from(readFileSync(modelFile('compiled.keras')))
const text = (content: string) => new TextEncoder().encode(content)
const config = text(modelText('compiled'))

describe('files that cannot be imported', () => {
  it('names the format of what it recognizes', async () => {
    const hdf5 = Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0)
    expect((await failure('MODEL_FORMAT', readModelBytes('model.h5', hdf5))).args.found).toBe('HDF5')
    expect((await failure('MODEL_FORMAT', readModelBytes('model.keras', hdf5))).args.found).toBe('HDF5')
    expect((await failure('MODEL_FORMAT', readModelBytes('saved_model.pb', text('x')))).args.found).toMatch(
      /SavedModel/
    )
  })
  it('refuses a zip that was cut off or changed', async () => {
    for (const end of [4, 100, keras.length - 30])
      await failure('MODEL_ZIP_INVALID', readModelBytes('m.keras', keras.slice(0, end)))
    const whole = await zipBytes({ 'config.json': config }, false)
    const changed = whole.slice()
    changed[100]! ^= 1
    expect((await failure('MODEL_ZIP_INVALID', readModelBytes('m.keras', changed))).args.reason).toMatch(/checksum/)
  })
  it('refuses a zip without config.json, naming what it holds', async () => {
    const zip = await zipBytes({ 'archive/data.pkl': text('x'), 'archive/version': text('3') })
    const { args } = await failure('MODEL_ZIP_NO_CONFIG', readModelBytes('model.pt', zip))
    expect(args.found).toBe('archive/data.pkl, archive/version')
    await failure('MODEL_ZIP_NO_CONFIG', readModelBytes('empty.zip', await zipBytes({})))
  })
  it('does not unpack a bomb', async () => {
    const bomb = await zipBytes({ 'config.json': new Uint8Array(40 << 20) })
    expect(bomb.length).toBeLessThan(100_000)
    await failure('MODEL_TOO_LARGE', readModelBytes('m.keras', bomb))
    // One that tells a smaller size than it has.
    const view = new DataView(bomb.buffer)
    for (let i = 0; i < bomb.length - 4; i++) {
      if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + 24, 1000, true)
    }
    await failure('MODEL_ZIP_INVALID', readModelBytes('m.keras', bomb))
  })
  it('refuses more bytes than a model has', async () => {
    await failure('MODEL_TOO_LARGE', readModelBytes('m.json', new Uint8Array(33 << 20)))
    await failure('MODEL_TOO_LARGE', readModelBytes('m.keras', new Uint8Array(61 << 20)))
  })
  it('refuses what is no JSON, also within a zip', async () => {
    await failure('MODEL_NOT_JSON', readModelBytes('m.json', Uint8Array.of(0xff, 0xfe, 0, 1)))
    await failure('MODEL_NOT_JSON', readModelBytes('m.json', new Uint8Array()))
    const zip = await zipBytes({ 'config.json': text('{') })
    expect((await failure('MODEL_NOT_JSON', readModelBytes('m.keras', zip))).args.file).toBe('m.keras (config.json)')
  })
  it('tells of files that are not there, and of folders', async () => {
    const code = (path: string) =>
      readModelFile(path).then(
        () => 'none',
        (error: unknown) => toErrorPayload(error).code
      )
    expect(await code(join(tempFolder(), 'none.keras'))).toBe('FILE_NOT_FOUND')
    expect(await code(tempFolder())).toBe('IS_FOLDER')
  })
})

describe('files of models', () => {
  it('reads .keras as model.to_json(), from a file and from bytes', async () => {
    const json = await readModelBytes('compiled.json', config)
    const zip = await readModelBytes('compiled.keras', keras)
    expect(zip.design).toEqual(json.design)
    expect(zip.training).toEqual(json.training)
    expect(zip.notes.slice(0, -1)).toEqual(json.notes)
    expect(zip.notes.at(-1)).toEqual({ code: 'IMPORT_WEIGHTS_LEFT', args: {} })
    expect(await readModelFile(modelFile('compiled.keras'))).toEqual(zip)
  })
  it('reads JSON from a file, with a byte order mark too', async () => {
    const path = join(tempFolder(), 'model.json')
    writeFileSync(path, `\uFEFF${modelText('shared')}`)
    expect((await readModelFile(path)).name).toBe('shared')
  })
})
