// What the Design view does to the design, wherever it is asked for: canvas, palette, quick-add, menus, shortcuts.
import { connect, connectionFault, type ConnectionFault } from '../../document/edits/connect'
import { copyFragment, parseFragment, pasteFragment, type Fragment } from '../../document/edits/fragment'
import { callAgain, type Point } from '../../document/edits/layers'
import { centredAt, endSpot, freeSpot, joinOf, placeLayer, type Placement } from '../../document/edits/place'
import { removeNotes } from '../../document/edits/notes'
import { removeLayers } from '../../document/edits/remove'
import { directionOf, plus, stepOf } from '../../document/geometry'
import { looseEnds } from '../../document/flow'
import { initialConfig } from '../../document/initial-config'
import { inputLimits } from '../../document/limits'
import { catalogue } from '../../layers/index'
import type { Design } from '../../shared/design'
import { useBuilder } from '../stores/builder'
import { useProject } from '../stores/project'
import { useReadiness } from '../stores/readiness'

/** Copies stand a little beside what they were copied from. */
const COPY_OFFSET: Point = { x: 32, y: 32 }

export interface Editing {
  /** Adds a layer, chooses it and shows it. */
  place(className: string, placement?: Placement | null): void
  faultOf(source: string, target: string): ConnectionFault | null
  connect(source: string, target: string): void
  removeSelected(): void
  /** The chosen layers and notes as text for the clipboard; null where nothing is chosen. */
  copySelected(): string | null
  /** false where the text holds no layers. */
  paste(text: string): boolean
  duplicate(): void
  callAgain(name: string): void
}

export function useEditing(): Editing {
  const project = useProject()
  const builder = useBuilder()
  const readiness = useReadiness()

  function show(names: readonly string[]): void {
    builder.select(names)
    builder.controls?.reveal(names, { room: true })
  }

  // Behind the chosen layer, or all that are chosen where it takes several; else behind the end of the network; else where a
  // network begins.
  function usualPlacement(design: Design, inputs: { min: number }): Placement {
    if (builder.single !== null) return { after: builder.single }
    if (inputs.min > 1 && builder.names.length > 1) return joinOf(design, builder.names)
    const [end, ...others] = looseEnds(design)
    if (end !== undefined && others.length === 0) return { after: end }
    if (design.nodes.length > 0) return { at: endSpot(design) }
    return { at: centredAt(builder.controls?.start() ?? { x: 0, y: 0 }) }
  }

  function place(className: string, placement?: Placement | null): void {
    const type = catalogue.get(className)
    if (!type) return
    let added = ''
    project.editModel('add', (design) => {
      const config = initialConfig(type, readiness.dataset?.shape)
      const limits = inputLimits(design, className)
      const placed = placeLayer(design, { className, config }, placement ?? usualPlacement(design, type.inputs), limits)
      added = placed.name
      return placed.design
    })
    show([added])
  }

  const faultOf = (source: string, target: string): ConnectionFault | null =>
    project.draft ? connectionFault(project.draft.model, source, target, inputLimits(project.draft.model)) : null

  function removeSelected(): void {
    const [names, notes, edges] = [builder.names, [...builder.selectedNotes], builder.selectedEdges]
    project.editModel('remove', (design) => {
      const isGone = ({ source, target }: { source: string; target: string }): boolean =>
        edges.some((edge) => edge.source === source && edge.target === target)
      const kept = design.edges.filter((edge) => !isGone(edge))
      const cut = kept.length === design.edges.length ? design : { ...design, edges: kept }
      return removeNotes(removeLayers(cut, names), notes)
    })
  }

  function copied(): Fragment | null {
    if (!project.draft || (builder.selected.size === 0 && builder.selectedNotes.size === 0)) return null
    return copyFragment(project.draft.model, builder.names, [...builder.selectedNotes])
  }
  function insert(fragment: Fragment, offset: Point, label: string): void {
    project.editModel(label, (design) => {
      const pasted = pasteFragment(design, fragment, offset)
      builder.select(pasted.names, pasted.noteIds)
      return pasted.design
    })
    builder.controls?.reveal(builder.names)
  }

  function paste(text: string): boolean {
    const fragment = parseFragment(text)
    if (!fragment) return false
    const corners = [...fragment.nodes, ...fragment.notes].flatMap(({ position }) => (position ? [position] : []))
    const corner = {
      x: Math.min(...corners.map(({ x }) => x)),
      y: Math.min(...corners.map(({ y }) => y))
    }
    const isTaken = project.draft?.model.nodes.some(
      ({ position }) => position?.x === corner.x && position.y === corner.y
    )
    insert(fragment, isTaken ? COPY_OFFSET : { x: 0, y: 0 }, 'paste')
    return true
  }

  return {
    place,
    faultOf,
    connect: (source, target) =>
      project.editModel('connect', (design) => connect(design, source, target, inputLimits(design))),
    removeSelected,
    copySelected() {
      const fragment = copied()
      return fragment ? JSON.stringify(fragment, null, 2) : null
    },
    paste,
    duplicate() {
      const fragment = copied()
      if (fragment) insert(fragment, COPY_OFFSET, 'duplicate')
    },
    callAgain(name) {
      let again = ''
      project.editModel('callAgain', (design) => {
        const from = design.nodes.find((node) => node.name === name)?.position ?? { x: 0, y: 0 }
        const made = callAgain(design, name, freeSpot(design, plus(from, stepOf(directionOf(design)))))
        again = made.name
        return made.design
      })
      show([again])
    }
  }
}
