import { fileURLToPath } from 'node:url'
import { run } from '../setup/run.mjs'

const PROBE = fileURLToPath(new URL('./probe.cjs', import.meta.url))
const PRODUCT = '19,22,43,50'

/**
 * Loads tfjs-node in a process of its own and lets it multiply two matrices.
 * @param {string} tfjs folder of @tensorflow/tfjs-node
 * @param {import('../setup/cleanup.mjs').Cleanup} [cleanup]
 * @returns {Promise<{ tfVersion: string } | { problem: string }>}
 */
export async function checkBinding(tfjs, cleanup) {
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2', NODE_OPTIONS: '' }
  const result = await run(process.execPath, [PROBE, tfjs], { env, timeoutMs: 120_000, cleanup })
  const line = result.output.split('\n').find((text) => text.startsWith('{"tfVersion"'))
  if (result.code === 0 && line) {
    const { tfVersion, product } = JSON.parse(line)
    if (product.join() === PRODUCT) return { tfVersion }
    return { problem: `the library calculates wrongly: ${product.join()} instead of ${PRODUCT}` }
  }
  if (result.timedOut) return { problem: 'loading the library took longer than two minutes' }
  // A signal without a word: usually a processor without AVX, which TensorFlow's builds require.
  if (result.code > 128 && !/Error/.test(result.output)) {
    return { problem: `the library crashed while loading (code ${result.code}); TensorFlow needs a processor with AVX` }
  }
  return {
    problem:
      result.output
        .split('\n')
        .find((text) => /Error/.test(text))
        ?.trim() ?? `exit code ${result.code}`
  }
}
