import { catalogue } from '../../layers/index'
import { LOSSES, METRICS, OPTIMIZERS } from '../../layers/terms'
import type { Project } from '../../shared/project'
import type { ParamSpec, ParamSpecs } from '../../shared/schema'
import { defineFix, type FaultyProject, type Fix } from '../mending/define'
import { initialConfig } from '../initial-config'

type Path = readonly (string | number)[]
type Tree = Record<string | number, unknown>

const pathOf = (where: string): Path =>
  [...where.matchAll(/[^.[\]]+/g)].map(([part]) => (/^\d+$/.test(part) ? Number(part) : part))

/** A copy in which the value at a path is another; undefined takes the key away. */
function withValue(tree: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value
  if (Array.isArray(tree)) return tree.map((item, i) => (i === key ? withValue(item, rest, value) : item))
  const { [key]: before, ...others } = tree as Tree
  const changed = withValue(before, rest, value)
  return changed === undefined ? others : { ...(tree as Tree), [key]: changed }
}

/** A parameter that has no valid value, and what it could have in its place. */
interface Place {
  path: Path
  spec: ParamSpec | undefined
  initial: unknown
}

/** The parameter itself, of a layer, the layer in a wrapper, a term; and the whole that it is in. */
function places({ project, error }: FaultyProject): Place[] {
  const path = pathOf(String(error.args.where))
  const place = (length: number, specs: ParamSpecs | undefined, initial: unknown): Place => ({
    path: path.slice(0, length),
    spec: specs?.[path[length - 1]!],
    initial
  })
  if (path[0] === 'training') {
    const terms = [...OPTIMIZERS, ...LOSSES, ...METRICS]
    return [place(path.length, terms.find(({ className }) => className === error.args.layer)?.params, undefined)]
  }
  const node = project.model.nodes[Number(path[2])]
  const type = node && catalogue.get(node.class_name)
  if (!type) return []
  const own = place(5, type.params, initialConfig(type)[path[4]!])
  if (path.length === 5) return [own]
  const inner = catalogue.get(String(error.args.className))
  const deep = place(path.length, inner?.params, inner && initialConfig(inner)[path.at(-1)!])
  return [deep, own]
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** Gives a parameter its default again, or where it has none, what a new layer has. */
export default defineFix({
  codes: ['LAYER_PARAM'],
  rank: 0,
  propose(problem) {
    const { layer } = problem.error.args
    return places(problem).map(({ path, spec, initial }): Fix => {
      const key = String(path.at(-1))
      const value = spec?.default === undefined ? initial : undefined
      const text = spec ? `${key} = ${shown(spec.default ?? initial ?? null)}` : null
      return {
        id: `default-value:${key}`,
        title: {
          en: `${layer}: ${text ?? `remove ${key}`}`,
          'zh-CN': `${layer}：${text ?? `删除 ${key}`}`
        },
        apply: (project) => withValue(project, path, value) as Project
      }
    })
  }
})
