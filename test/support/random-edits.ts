// Random edits of a design, for property tests: each edit of src/document/edits, with arguments made of numbers.
import fc from 'fast-check'
import { catalogue } from '../../src/layers'
import { align, ALIGNMENTS } from '../../src/document/edits/align'
import { changeBlock, group, repeatBlock, ungroup } from '../../src/document/edits/blocks'
import { connect, disconnect } from '../../src/document/edits/connect'
import { copyFragment, parseFragment, pasteFragment } from '../../src/document/edits/fragment'
import { layOut } from '../../src/document/edits/lay-out'
import { addLayer, callAgain, moveNodes, setParam, unshare } from '../../src/document/edits/layers'
import { addNote, changeNote, removeNotes } from '../../src/document/edits/notes'
import { placeLayer, type Placement } from '../../src/document/edits/place'
import { removeLayers } from '../../src/document/edits/remove'
import { renameInProject } from '../../src/document/edits/rename'
import { initialConfig } from '../../src/document/initial-config'
import { inputLimits } from '../../src/document/limits'
import { namesOf, nextName } from '../../src/document/names'
import type { Project } from '../../src/shared/project'
import type { Design } from '../../src/shared/design'
import { stack } from './stack'

const CLASSES = [
  'Input',
  'Dense',
  'Dense',
  'Flatten',
  'Dropout',
  'Add',
  'Concatenate',
  'Subtract',
  'Reshape',
  'LSTM',
  'Conv2D'
]
const SHAPES = [[4], [2, 4], [4, 4, 2], [8]]

/** What an edit is told: which nodes, edges, blocks, values; each is taken modulo what there is. */
export type Picks = readonly [number, number, number]
const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % list.length]
const name = (design: Design, n: number): string => pick(design.nodes, n)?.name ?? ''
/** A few names, as the bits of a number say. */
const some = (design: Design, n: number): string[] =>
  design.nodes.map((node) => node.name).filter((_name, i) => (n >> (i % 16)) & 1)

function placed(design: Design, [a, b, c]: Picks, placement: Placement | undefined): Design {
  const type = catalogue.get(pick(CLASSES, a)!)!
  const known = inputLimits(design)
  const config = { ...initialConfig(type, pick(SHAPES, c)), ...(type.className === 'Dense' && { units: (b % 4) + 1 }) }
  const limits = (one: string) => (design.nodes.some((node) => node.name === one) ? known(one) : type.inputs)
  return placeLayer(design, { className: type.className, config }, placement ?? { at: { x: b, y: c } }, limits).design
}

/** As the page does it: in a project, of which callbacks may name a layer too. */
const renamed = (model: Design, from: string, to: string): Design =>
  renameInProject({ model, training: { callbacks: [] } } as unknown as Project, from, to).model

export const EDITS: Record<string, (design: Design, picks: Picks) => Design> = {
  add: (design, [a, b]) => addLayer(design, pick(CLASSES, a)!, { x: b, y: a }, { units: 2 }).design,
  place: (design, picks) => placed(design, picks, undefined),
  placeAfter: (design, picks) =>
    placed(design, picks, design.nodes.length === 0 ? undefined : { after: name(design, picks[1]) }),
  placeOnEdge: (design, picks) => {
    const edge = pick(design.edges, picks[1])
    const takes = catalogue.get(pick(CLASSES, picks[0])!)!.inputs.max > 0
    return placed(design, picks, edge && takes ? { edge } : undefined)
  },
  connect: (design, [a, b]) =>
    design.nodes.length === 0 ? design : connect(design, name(design, a), name(design, b), inputLimits(design)),
  disconnect: (design, [a]) => disconnect(design, design.edges.length === 0 ? [] : [pick(design.edges, a)!]),
  callAgain: (design, [a, b, c]) => {
    const called = pick(design.nodes, a)
    return called && called.class_name !== 'Input' ? callAgain(design, called.name, { x: b, y: c }).design : design
  },
  unshare: (design, [a]) => unshare(design, name(design, a)),
  units: (design, [a, b]) => setParam(design, [name(design, a)], 'units', b % 5),
  rate: (design, [a, b]) => setParam(design, some(design, a), 'rate', (b % 3) / 2),
  ownDefault: (design, [a]) => setParam(design, [name(design, a)], 'units', undefined),
  move: (design, [a, b, c]) => moveNodes(design, new Map(some(design, a).map((one) => [one, { x: b, y: c }]))),
  layOut: (design) => layOut(design),
  align: (design, [a, b]) => align(design, some(design, a), pick(ALIGNMENTS, b)!),
  rename: (design, [a, b]) =>
    design.nodes.length === 0 ? design : renamed(design, name(design, a), nextName(`n${b % 9}`, namesOf(design))),
  remove: (design, [a]) => removeLayers(design, [name(design, a)]),
  removeSome: (design, [a, b]) => removeLayers(design, some(design, a & b)),
  group: (design, [a, b]) => group(design, some(design, a & b), 'block').design,
  /** A block with all of another one, or with a part of it, or of layers that are in none. */
  groupMore: (design, [a, b, c]) => {
    const of = (n: number): readonly string[] => pick(design.blocks ?? [], n)?.members ?? []
    const part = c % 2 === 0 ? of(b) : of(b).slice(0, 1 + (c % 3))
    return group(design, [...of(a), ...part, ...some(design, a & b & c)], 'block').design
  },
  groupWithin: (design, [a, b, c]) => {
    const members = pick(design.blocks ?? [], a)?.members ?? []
    const start = b % Math.max(1, members.length)
    return group(design, members.slice(start, start + 1 + (c % 3)), 'block').design
  },
  ungroup: (design, [a]) => ungroup(design, pick(design.blocks ?? [], a)?.name ?? ''),
  collapse: (design, [a, b]) =>
    changeBlock(design, pick(design.blocks ?? [], a)?.name ?? '', { collapsed: b % 2 === 0 }),
  nameBlock: (design, [a, b]) => changeBlock(design, pick(design.blocks ?? [], a)?.name ?? '', { name: `b${b % 3}` }),
  repeat: (design, [a, b]) =>
    design.nodes.length > 40
      ? design
      : repeatBlock(design, pick(design.blocks ?? [], a)?.name ?? '', (b % 3) + 1, { x: 0, y: 104 }).design,
  paste: (design, [a, b]) => {
    if (design.nodes.length > 40) return design
    const notes = (design.notes ?? []).map(({ id }) => id)
    const text = JSON.stringify(copyFragment(design, some(design, a & b), notes.slice(0, b % 3)))
    const fragment = parseFragment(text)
    if (!fragment) throw new Error(`no fragment: ${text}`)
    return pasteFragment(design, fragment, { x: 32, y: 32 }).design
  },
  addNote: (design, [a, b]) => addNote(design, { x: a, y: b }, 'note').design,
  changeNote: (design, [a, b]) => changeNote(design, pick(design.notes ?? [], a)?.id ?? '', { text: `text ${b}` }),
  removeNotes: (design, [a]) => removeNotes(design, [pick(design.notes ?? [], a)?.id ?? ''])
}

export interface Step {
  edit: string
  picks: Picks
}
const number = fc.nat({ max: 0xffff })
/** The edits that make something more often than the others, so that designs grow. */
const kind = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('place', 'placeAfter', 'placeAfter', 'placeOnEdge', 'connect') },
  { weight: 4, arbitrary: fc.constantFrom(...Object.keys(EDITS)) }
)
export const steps = (maxLength: number): fc.Arbitrary<Step[]> =>
  fc.array(fc.record({ edit: kind, picks: fc.tuple(number, number, number) }), { maxLength, size: 'max' })

export const applied = (design: Design, { edit, picks }: Step): Design => EDITS[edit]!(design, picks)
const starts: readonly Design[] = [
  { nodes: [], edges: [] },
  stack([
    ['Input', { shape: [4] }],
    ['Dense', { units: 4 }],
    ['Dense', { units: 1 }]
  ]),
  stack([
    ['Input', { shape: [2, 4] }],
    ['LSTM', { units: 2 }],
    ['Dropout', { rate: 0.5 }],
    ['Dense', { units: 2 }]
  ]),
  {
    nodes: [
      { name: 'input', class_name: 'Input', config: { shape: [4] } },
      { name: 'dense', class_name: 'Dense', config: { units: 4 } },
      { name: 'again', class_name: 'Dense', config: {}, layer: 'dense' },
      { name: 'add', class_name: 'Add', config: {} },
      { name: 'out', class_name: 'Dense', config: { units: 1 } }
    ],
    edges: [
      { source: 'input', target: 'dense' },
      { source: 'dense', target: 'again' },
      { source: 'dense', target: 'add', index: 0 },
      { source: 'again', target: 'add', index: 1 },
      { source: 'add', target: 'out' }
    ],
    blocks: [
      { name: 'inner', members: ['dense', 'again'] },
      { name: 'block', members: ['dense', 'again', 'add'] }
    ]
  }
]
export const firstDesigns = fc.constantFrom(...starts)
/** What some edits made of a small network, or of nothing. */
export const designs = (maxLength = 25): fc.Arbitrary<Design> =>
  fc.tuple(firstDesigns, steps(maxLength)).map(([first, list]) => list.reduce(applied, first))
