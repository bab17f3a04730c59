import { OPTIMIZERS } from '../../layers/terms'
import { nearestName } from '../../layers/nearest-name'
import { defineFix, type Fix } from '../mending/define'
import { withTraining } from '../edits/training'

/** The optimizer that was most likely meant, and the usual one. */
export default defineFix({
  codes: ['TERM_UNKNOWN'],
  rank: 1,
  propose({ error }) {
    if (error.args.kind !== 'optimizer') return []
    const meant = nearestName(
      String(error.args.found),
      OPTIMIZERS.flatMap(({ names }) => names)
    )
    return [...new Set([meant, 'adam'])].map((optimizer): Fix => {
      const text = `optimizer = ${optimizer}`
      return {
        id: `match-optimizer:${optimizer}`,
        title: { en: text, 'zh-CN': text },
        apply: (project) => withTraining(project, { optimizer })
      }
    })
  }
})
