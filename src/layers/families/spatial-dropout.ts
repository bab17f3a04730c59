// SpatialDropout1D and 2D: Dropout of whole features (channels).
import { defineLayer, kerasShape, oneInput, ShapeProblem } from '../define'
import { dropped, rate, seed } from './noise'
import { words } from '../../shared/locale'

/** @param axes how many lie between the batch and the features */
export const spatialDropout = (axes: 1 | 2) =>
  defineLayer({
    className: `SpatialDropout${axes}D`,
    group: 'regularization',
    title: { en: `Spatial dropout ${axes}D`, 'zh-CN': `${axes}D 空间随机失活` },
    synonyms: ['channel dropout', 'feature maps', '通道失活', '空间丢弃', '丢弃通道'],
    summary: {
      en: 'In training, sets whole features to zero at all positions together.',
      'zh-CN': '训练时随机将整个特征通道在所有位置上一起置零。'
    },
    params: { rate: rate(1), seed },
    inputs: oneInput,
    supportsMasking: true,
    outputShape: ([input]) => {
      if (input!.length === axes + 1) return input!
      const places = axes === 1 ? words('steps', '时间步') : words('height, width', '高, 宽')
      throw new ShapeProblem(
        words(`(None, ${places.en}, features)`, `形如 (None, ${places['zh-CN']}, 特征) 的输入`),
        kerasShape(input!),
        {
          en: 'Use the layer of the fitting rank, or Dropout.',
          'zh-CN': '请改用维数相符的层，或使用 Dropout。'
        }
      )
    },
    lower: (context, [x], params) => {
      const noise = [null, ...Array<number>(axes).fill(1), null]
      return dropped(context, x!, params.rate, params.seed, noise)
    }
  })
