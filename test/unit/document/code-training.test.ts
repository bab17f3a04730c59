import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { kerasCode } from '../../../src/document/code/keras'
import { tfjsCode } from '../../../src/document/code/tfjs'
import { catalogue } from '../../../src/layers'
import { checkProject } from '../../../src/layers/check'
import { pythonFault } from '../../support/generated-code'
import { ROOT } from '../../support/projects'
import { TRAINED } from '../../support/trained-projects'

// test/fixtures/make/run-code.py runs these in Keras.
describe('training is written as Keras has it', () => {
  it.each(Object.entries(TRAINED))('%s', async (name, project) => {
    expect(() => checkProject(project, catalogue)).not.toThrow()
    const { text } = kerasCode(project, catalogue)
    expect(pythonFault(text)).toBeNull()
    const training = text.slice(text.indexOf('# Training'), text.indexOf('# Test'))
    await expect(training).toMatchFileSnapshot(join(ROOT, 'test/fixtures/code/training', `${name}.py`))
  })

  it("histogram_freq is TensorBoard's", () => {
    const project = TRAINED['steps in order']!
    const { text } = kerasCode({ ...project, training: { ...project.training, histogram_freq: 2 } }, catalogue)
    expect(text).toContain('callbacks=[keras.callbacks.TensorBoard(histogram_freq=2)]')
  })

  it('and in tfjs as far as it goes', () => {
    const { text } = tfjsCode(TRAINED['every callback']!, catalogue)
    expect(text).toContain('onEpochEnd: async (epoch, logs) => { if (logs.val_acc >= 0.99) model.stopTraining = true }')
    expect(text).toContain('tfjs has no ReduceLROnPlateau: left out.')
    expect(tfjsCode(TRAINED['a schedule by step']!, catalogue).text).toContain('tf.train.adam(0)')
  })
})
