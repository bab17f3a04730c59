import { findTerm } from '../../shared/schema'
import { identifierName } from '../../shared/training'
import { METRICS } from '../../layers/terms'
import { nearestName } from '../../layers/nearest-name'
import { defineFix, type Fix } from '../mending/define'
import { indexIn, replaceMetrics } from '../mending/edits'
import { taskOf } from '../mending/head'

/** Another metric in place of one that does not fit, or none. */
export default defineFix({
  codes: ['METRIC_MISMATCH', 'TERM_UNKNOWN'],
  rank: 2,
  propose({ error, project, dataset }) {
    const { where, kind, found } = error.args
    const index = indexIn(String(where))
    const given = index === null ? undefined : project.training.metrics[index]
    if (given === undefined || index === null || (error.code === 'TERM_UNKNOWN' && kind !== 'metric')) return []
    const shown = identifierName(given)
    const replace = (metric: Exclude<typeof given, undefined>, text: string): Fix => ({
      id: `match-metric:${text}`,
      title: { en: `metrics: ${text} in place of ${shown}`, 'zh-CN': `metrics：将 ${shown} 换为 ${text}` },
      apply: (before) => replaceMetrics(before, (metrics) => metrics.with(index, metric))
    })
    const fixes: Fix[] = []
    if (error.code === 'TERM_UNKNOWN') {
      const name = nearestName(String(found), [...METRICS.flatMap(({ names }) => names), 'accuracy'])
      fixes.push(replace(name, name))
    }
    const term = findTerm(METRICS, shown)
    if (term?.className === 'F1Score' && error.code === 'METRIC_MISMATCH') {
      const config = { ...(typeof given === 'string' ? {} : given.config), average: 'macro' }
      fixes.push(replace({ class_name: 'F1Score', config }, 'F1Score (average = macro)'))
    }
    const usual =
      taskOf(project, dataset) === 'regression' || project.dataset.label_mode === 'input' ? 'mae' : 'accuracy'
    const measured = project.training.metrics.some((metric) => metric === usual)
    const usually = replace(usual, usual)
    if (!measured && !fixes.some(({ id }) => id === usually.id)) fixes.push(usually)
    fixes.push({
      id: 'match-metric:remove',
      title: { en: `Remove the metric ${shown}`, 'zh-CN': `移除指标 ${shown}` },
      apply: (before) => replaceMetrics(before, (metrics) => metrics.filter((_metric, i) => i !== index))
    })
    return fixes
  }
})
