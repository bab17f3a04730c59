import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { aptInstall } from './apt.mjs'

const FILES = ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1'].map(
  (name) => `${name}-ubyte.gz`
)
const DEBIAN = '/usr/share/datasets/fashion-mnist'
/** Keras's own source; only asked whether it answers. */
const SOURCE = `https://storage.googleapis.com/tensorflow/tf-keras-datasets/${FILES[3]}`

/**
 * Makes sure that the real Fashion-MNIST is there, or can be downloaded by the program itself.
 * @param {{ say: (text: string) => void, env?: NodeJS.ProcessEnv, debian?: string }} options
 * @returns {Promise<{ path: string } | { download: true } | import('./results.mjs').MissingPrerequisite>}
 */
export async function provideFashionMnist({ say, env = process.env, debian = DEBIAN }) {
  const cache = join(env.KERAS_HOME || join(homedir(), '.keras'), 'datasets', 'fashion-mnist')
  const holds = (/** @type {string} */ folder) => FILES.every((file) => existsSync(join(folder, file)))
  for (const folder of [cache, debian]) if (holds(folder)) return { path: folder }
  if ((await aptInstall('dataset-fashion-mnist', say)) && holds(debian)) return { path: debian }
  if (await answers(SOURCE)) return { download: true }
  return {
    id: 'fashion-mnist',
    reason: `the files are neither in ${cache} nor in ${debian}, and ${new URL(SOURCE).host} does not answer`,
    remedy: `apt-get install -y dataset-fashion-mnist, or copy ${FILES.join(', ')} to ${cache}`
  }
}

/** @param {string} url */
async function answers(url) {
  try {
    return (await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(10_000) })).ok
  } catch {
    return false
  }
}
