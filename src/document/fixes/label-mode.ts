import { labelModeSchema } from '../../shared/project'
import { defineFix } from '../mending/define'

/** Targets in the form that the loss or the metric compares. */
export default defineFix({
  codes: ['LOSS_MISMATCH', 'METRIC_MISMATCH'],
  rank: 12,
  propose: ({ project }) =>
    labelModeSchema.options
      .filter((mode) => mode !== project.dataset.label_mode && mode !== 'input')
      .map((mode) => ({
        id: `label-mode:${mode}`,
        title: { en: `label_mode = ${mode}`, 'zh-CN': `label_mode = ${mode}` },
        apply: (given) => ({ ...given, dataset: { ...given.dataset, label_mode: mode } })
      }))
})
