// What the scripts of both languages have around their parts.
import type { Project } from '../../shared/project'
import { call, layout, list, word, type Expression, type Language } from './expression'
import type { Plan } from './plan'
import { code, commentLines, type CodeLine } from './text'

/** Name and description of the project. */
export function aboutLines({ name, description }: Project, { mark, width }: Language): CodeLine[] {
  const text = typeof description === 'object' ? description.en : description
  return code(...commentLines(mark, text ? `${name}: ${text}` : name, width))
}

/** A heading over the first of the sections that have lines. */
export function titled(mark: string, title: string, sections: readonly CodeLine[][]): CodeLine[][] {
  const [first, ...rest] = sections.filter((section) => section.length > 0)
  return first ? [[...code(`${mark} ${title}`), ...first], ...rest] : []
}

/** One by itself, several as a list. */
const oneOrList = (names: readonly string[]): Expression =>
  names.length === 1 ? word(names[0]!) : list(names.map((name) => word(name)))

/** The tensors of some nodes, as a model takes them. */
export const tensorsOf = (nodes: Plan['nodes'], { variables }: Plan): Expression =>
  oneOrList(nodes.map(({ node }) => variables.tensors.get(node)!))

/** model = keras.Model(inputs, outputs) */
export function modelCall(plan: Plan, language: Language): CodeLine[] {
  const [inputs, outputs] = [tensorsOf(plan.inputs, plan), tensorsOf(plan.outputs, plan)]
  const made =
    language.mark === '#'
      ? layout('model = ', call('keras.Model', [inputs, outputs]), language)
      : layout(
          'const model = ',
          call(
            'tf.model',
            [],
            [
              ['inputs', inputs],
              ['outputs', outputs]
            ]
          ),
          language
        )
  return code(...made, 'model.summary()')
}
