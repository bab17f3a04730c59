// tfjs (4.22) gives selu at exactly zero, where dead inputs lead, the slope from below; TensorFlow, and so Keras, that
// from above. The constants are those of Klambauer et al. 2017, "Self-Normalizing Neural Networks".
import * as tf from '@tensorflow/tfjs'

const ALPHA = 1.6732632423543772
const SCALE = 1.0507009873554805

/** Puts the gradient of Keras's selu in the place of tfjs's, on all backends. */
export function registerSeluGradient(): void {
  if (tf.getGradient('Selu')) tf.unregisterGradient('Selu')
  tf.registerGradient({
    kernelName: 'Selu',
    inputsToSave: ['x'],
    gradFunc: (grad, [x]) => ({
      x: () => {
        const below = tf.mul(SCALE * ALPHA, tf.exp(x!))
        return tf.mul(grad as tf.Tensor, tf.where(tf.greaterEqual(x!, 0), tf.fill(x!.shape, SCALE), below))
      }
    })
  })
}
