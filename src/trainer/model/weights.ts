// The weights of a trained network, from the model that training left or from a checkpoint.
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { InferredModel } from '../../layers/infer'
import { sizeOf } from '../../layers/define'
import { NetloomError } from '../../shared/errors'
import { z } from '../../shared/zod'
import { readCheckpoint } from '../checkpoint'
import type { NamedWeight } from '../engine'

const manifestSchema = z.object({
  weightsManifest: z.array(
    z.object({
      paths: z.array(z.string()),
      weights: z.array(z.object({ name: z.string(), shape: z.array(z.int()), dtype: z.string() }))
    })
  )
})

/** Weights that stay in memory: the model's and those of the checkpoints that were asked about last. */
const MOST_KEPT = 3

export class Weights {
  private readonly kept = new Map<string, Promise<NamedWeight[]>>()

  /** @param folder of the run, or one that holds a model by itself */
  constructor(
    private readonly folder: string,
    private readonly model: InferredModel
  ) {}

  /**
   * The same list as long as the file is the same.
   * @param checkpoint within the run's folder; null is the model as training left it
   * @throws NetloomError MODEL_NOT_YET, MODEL_FILES, CHECKPOINT_MISSING, CHECKPOINT_INVALID
   */
  async of(checkpoint: string | null): Promise<readonly NamedWeight[]> {
    const path = checkpoint === null ? join(this.modelFolder(), 'weights.bin') : this.pathOf(checkpoint)
    const facts = await stat(path).catch(() => {
      if (checkpoint === null) throw new NetloomError('MODEL_NOT_YET', { path })
      throw new NetloomError('CHECKPOINT_MISSING', { path })
    })
    const key = `${path} ${facts.mtimeMs} ${facts.size}`
    const known = this.kept.get(key)
    const reading = known ?? (checkpoint === null ? this.readModel() : this.readKept(path))
    this.kept.delete(key)
    this.kept.set(key, reading)
    if (!known) reading.catch(() => this.kept.delete(key))
    const [oldest] = this.kept.keys()
    if (this.kept.size > MOST_KEPT) this.kept.delete(oldest!)
    return reading
  }

  /** Of a run, or the folder itself. */
  modelFolder(): string {
    return existsSync(join(this.folder, 'model.json')) ? this.folder : join(this.folder, 'model')
  }

  private pathOf(checkpoint: string): string {
    const path = join(this.folder, checkpoint)
    // Only what the run itself has kept.
    if (!/^(checkpoints\/[^/\\]+|checkpoint)\.safetensors$/.test(checkpoint) || /(^|\/)\.\.?(\/|$)/.test(checkpoint))
      throw new NetloomError('CHECKPOINT_MISSING', { path })
    return path
  }

  private async readKept(path: string): Promise<NamedWeight[]> {
    const { state } = await readCheckpoint(path)
    const misfit = this.misfit(state.weights)
    if (misfit) throw new NetloomError('CHECKPOINT_INVALID', { path, reason: misfit })
    return [...state.weights]
  }

  private async readModel(): Promise<NamedWeight[]> {
    const folder = this.modelFolder()
    try {
      const json = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')))
      const weights: NamedWeight[] = []
      for (const group of json.weightsManifest) {
        const parts = await Promise.all(group.paths.map((path) => readFile(join(folder, path))))
        const bytes = Uint8Array.from(Buffer.concat(parts))
        let begin = 0
        for (const { name, shape, dtype } of group.weights) {
          if (dtype !== 'float32') throw new Error(`${name} is ${dtype}, not float32`)
          const count = sizeOf(shape)
          if (begin + count * 4 > bytes.length) throw new Error(`it ends within ${name}`)
          weights.push({ name, shape, values: new Float32Array(bytes.buffer, begin, count) })
          begin += count * 4
        }
      }
      const misfit = this.misfit(weights)
      if (misfit) throw new Error(misfit)
      return weights
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n')[0]! : String(error)
      throw new NetloomError('MODEL_FILES', { path: folder, reason }, { cause: error })
    }
  }

  private misfit(weights: readonly NamedWeight[]): string | null {
    const shapes = (list: readonly { name: string; shape: readonly number[] }[]): string =>
      list.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join(', ')
    const expected = this.model.layers.flatMap(({ name, weights: own }) =>
      own.map((weight) => ({ ...weight, name: `${name}/${weight.name}` }))
    )
    return shapes(weights) === shapes(expected) ? null : 'its weights are those of another network'
  }
}
