// A training that is gone through step by step, and the same as a run of its own, both in this process.
import { join } from 'node:path'
import type { z } from 'zod'
import { resolveDataset } from '../../src/main/datasets/resolve'
import { debugProcedures } from '../../src/shared/debug-contract'
import { NetloomError } from '../../src/shared/errors'
import type { Project } from '../../src/shared/project'
import type { RunEventOf } from '../../src/shared/run'
import type { TrainerMessage } from '../../src/shared/trainer-protocol'
import { readCheckpoint } from '../../src/trainer/checkpoint'
import { serveDebug } from '../../src/trainer/debug/serve'
import { train } from '../../src/trainer/train'
import { ROOT } from './projects'
import { tempFolder } from './temp'

type Debug = typeof debugProcedures
type Input<N extends keyof Debug> = Omit<z.input<Debug[N]['input']>, 'debugId'>
export type AskDebug = <N extends keyof Debug>(call: N, input: Input<N>) => Promise<z.output<Debug[N]['output']>>

const baseDir = join(ROOT, 'examples')

/** Answers as the page has them: they fit the contract. */
export async function debugged(project: Project, engine: 'native' | 'portable' = 'native'): Promise<AskDebug> {
  const dataset = await resolveDataset(project.dataset.source, { baseDir })
  const waiting = new Map<number, (message: TrainerMessage) => void>()
  const ask = serveDebug({ debugId: 'debug', dataset, engine }, (message) => {
    if (message.type === 'answer' || message.type === 'refusal') waiting.get(message.id)?.(message)
  })
  const asked: AskDebug = async (call, given) => {
    const id = waiting.size
    const input = call === 'open' ? given : { debugId: 'debug', ...given }
    const message = await new Promise<TrainerMessage>((resolve) => {
      waiting.set(id, resolve)
      ask({ type: 'ask', id, call, input })
    })
    if (message.type === 'refusal') throw NetloomError.fromPayload(message.error)
    if (message.type !== 'answer') throw new Error(message.type)
    return debugProcedures[call].output.parse(message.output) as never
  }
  return asked
}

/** @returns the weights that the run ended with, by name, and what it told of its steps */
export async function ran(project: Project) {
  const folder = tempFolder()
  const checkpoint = join(folder, 'checkpoint.safetensors')
  const dataset = await resolveDataset(project.dataset.source, { baseDir })
  const steps: RunEventOf<'steps'>[] = []
  let error: unknown
  await train(
    {
      runId: 'run',
      project,
      dataset,
      modelDir: join(folder, 'model'),
      checkpoint,
      checkpointsDir: join(folder, 'checkpoints'),
      resume: false,
      from: null,
      superseded: [],
      branch: null,
      hashes: null,
      engine: 'native'
    },
    {
      emit: (event) => {
        if (event.type === 'steps') steps.push(event)
        if (event.type === 'end') error = event.error
      },
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
      isStopped: () => false
    }
  )
  if (error) throw NetloomError.fromPayload(error as never)
  const { state } = await readCheckpoint(checkpoint)
  return { weights: new Map(state.weights.map(({ name, values }) => [name, values])), steps }
}
