import { defineFix } from '../mending/define'
import { indexIn, onModel } from '../mending/edits'
import { namesOf, nextName } from '../names'

/** The later of two layers of one name gets another; edges stay with the first. */
export default defineFix({
  codes: ['MODEL_DUPLICATE_NAME'],
  rank: 0,
  propose({ error, project }) {
    const index = indexIn(String(error.args.where))
    if (index === null) return []
    const { layer } = error.args
    const free = nextName(String(layer), namesOf(project.model))
    return [
      {
        id: 'unique-name',
        title: { en: `Rename the second ${layer} to ${free}`, 'zh-CN': `将第二个 ${layer} 改名为 ${free}` },
        apply: onModel((model) => ({
          ...model,
          nodes: model.nodes.map((node, i) => (i === index ? { ...node, name: free } : node))
        }))
      }
    ]
  }
})
