import type { TrainJob } from '../../shared/trainer-protocol'
import type { Engine } from '../engine'
import { loadNativeEngine } from './native'

/** The engine that a job asks for; 'auto' falls back to the portable one where native TensorFlow does not load. */
export async function chooseEngine(wanted: TrainJob['engine']): Promise<Engine> {
  if (wanted !== 'portable') {
    try {
      return await loadNativeEngine()
    } catch (error) {
      if (wanted === 'native') throw error
      console.error(
        `native TensorFlow is not available (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`
      )
    }
  }
  // Loaded only when needed: it is 2 MB of JavaScript and a WebAssembly module.
  const { loadPortableEngine } = await import('./portable')
  return loadPortableEngine()
}
