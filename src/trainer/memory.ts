// What of this machine's memory training may take.
import { totalmem } from 'node:os'
import { estimateMemory, totalBytes } from '../layers/memory'
import { NetloomError } from '../shared/errors'
import { floatTypeOf } from '../shared/training'
import type { SessionOptions } from './engine'

const MEGABYTE = 2 ** 20
/** Share of the memory that one run may take, and that its examples may take once more in the session. */
const RUN_SHARE = 0.9
const DATA_SHARE = 0.25

/** Bytes that this process may have: the machine's memory, or the limit set on it. */
function memory(): number {
  const limit = process.constrainedMemory()
  return limit > 0 && limit < totalmem() ? limit : totalmem()
}

/** From the environment in megabytes, for machines that are shared; else a share of the memory. */
const budget = (variable: string, share: number): number => {
  const megabytes = Number(process.env[variable])
  return megabytes > 0 ? megabytes * MEGABYTE : memory() * share
}

/** Bytes that examples may take in the session; more are handed over with each call. */
export const dataBudget = (): number => budget('NETLOOM_DATA_MB', DATA_SHARE)

const estimateOf = (
  { checked, batchSize, dtype_policy }: Omit<SessionOptions, 'data' | 'seed'>,
  dataBytes: number
): ReturnType<typeof estimateMemory> =>
  estimateMemory(checked, batchSize, floatTypeOf({ dtype_policy }) === 'float64' ? 8 : 4, dataBytes)

const allowed = (): number => budget('NETLOOM_MEMORY_MB', RUN_SHARE)

/** Whether there is room for the weights, gradients and optimizer once more; steps never run at the same time. */
export function fitsBeside(options: Omit<SessionOptions, 'data' | 'seed'>, dataBytes: number): boolean {
  const estimate = estimateOf(options, dataBytes)
  return totalBytes(estimate) + estimate.weights <= allowed()
}

/** @param dataBytes that the examples take @throws NetloomError MEMORY_BUDGET with the figures */
export function checkMemory(options: Omit<SessionOptions, 'data' | 'seed'>, dataBytes: number): void {
  const estimate = estimateOf(options, dataBytes)
  if (totalBytes(estimate) <= allowed()) return
  const text = (bytes: number): string => `${(bytes / MEGABYTE).toLocaleString('en', { maximumFractionDigits: 0 })} MB`
  throw new NetloomError('MEMORY_BUDGET', {
    found: text(totalBytes(estimate)),
    expected: text(allowed()),
    weights: text(estimate.weights),
    activations: text(estimate.activations),
    data: text(estimate.data),
    batch_size: options.batchSize
  })
}

/** Failures to get memory, in the words of V8, of C++ and of TensorFlow. */
const EXHAUSTED = /Array buffer allocation failed|bad_alloc|OOM when allocating|RESOURCE_EXHAUSTED|ENOMEM/i

/** An error that is no more than a lack of memory, told as such; anything else is left as it is. */
export function memoryFailure(error: unknown): unknown {
  if (error instanceof NetloomError || !(error instanceof Error) || !EXHAUSTED.test(error.message)) return error
  return new NetloomError('MEMORY_EXHAUSTED', { reason: error.message.split('\n')[0]! }, { cause: error })
}
