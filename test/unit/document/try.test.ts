import { it } from 'vitest'
import { catalogue } from '../../../src/layers'
import { kerasCode } from '../../../src/document/code/keras'
import { example } from '../../support/projects'
it('prints', () => { for (const id of ['mnist-cnn', 'line']) console.log(kerasCode(example(id), catalogue).text) })
