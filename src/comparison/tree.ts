// Which run came from which, as rows of an indented tree: by project, sweeps as groups, branches under the run that they go on from.
import type { RunSummary } from '../shared/run-list'

export type TreeRun = Pick<RunSummary, 'id' | 'name' | 'project' | 'created' | 'parent' | 'sweep' | 'settings'>
export interface TreeNode {
  /** The id of a run, or sweep:<id>, or project:<name>. */
  key: string
  kind: 'project' | 'sweep' | 'run'
  run: TreeRun | null
  /** Newest first. */
  children: TreeNode[]
  /** How it belongs to what is above: branched from it, later than the run below it, a trial of it. */
  link: 'branch' | 'after' | 'trial' | null
  /** The run that its name is told against: its parent, or the project's one before. */
  before: TreeRun | null
  /** Milliseconds since 1970 of the newest run in it, itself among them. */
  newest: number
  /** Runs in it, itself among them. */
  count: number
}
export interface TreeRow {
  node: TreeNode
  depth: number
  /** For each level from the outermost on: whether its line goes on below this row. */
  lines: readonly boolean[]
  open: boolean
}

/** What is deeper stands no farther to the right. */
const DEEPEST = 20

export const sweepKey = (id: string): string => `sweep:${id}`

/** @param runs in any order; a run whose parent is not among them stands in its project */
export function treeOf(runs: readonly TreeRun[]): TreeNode[] {
  const nodes = new Map(runs.map((run) => [run.id, nodeOf(run.id, 'run', run)]))
  const free = freeRuns(nodes)
  const projects = new Map<string, TreeNode>()
  const sweeps = new Map<string, TreeNode>()
  const oldestFirst = [...runs].sort((a, b) => a.created.localeCompare(b.created) || a.id.localeCompare(b.id))
  const last = new Map<string, TreeRun>()
  for (const run of oldestFirst) {
    const node = nodes.get(run.id)!
    const parent = run.parent && free.has(run.id) ? nodes.get(run.parent.run) : undefined
    if (parent) {
      place(parent, node, 'branch', parent.run)
      continue
    }
    const key = `project:${run.project}`
    const project = getOr(projects, key, () => nodeOf(key, 'project', null))
    if (run.sweep) {
      const sweep = getOr(sweeps, run.sweep.id, () =>
        place(project, nodeOf(sweepKey(run.sweep!.id), 'sweep', null), 'after', null)
      )
      place(sweep, node, 'trial', null)
    } else {
      place(project, node, 'after', last.get(run.project) ?? null)
      last.set(run.project, run)
    }
  }
  const tops = [...projects.values()]
  tops.forEach(finish)
  return tops.sort((a, b) => b.newest - a.newest)
}

const nodeOf = (key: string, kind: TreeNode['kind'], run: TreeRun | null): TreeNode => ({
  key,
  kind,
  run,
  children: [],
  link: null,
  before: null,
  newest: run ? Date.parse(run.created) : 0,
  count: run ? 1 : 0
})
function place(parent: TreeNode, node: TreeNode, link: TreeNode['link'], before: TreeRun | null): TreeNode {
  Object.assign(node, { link, before })
  parent.children.unshift(node)
  return node
}
function getOr<T>(map: Map<string, T>, key: string, make: () => T): T {
  const found = map.get(key) ?? make()
  map.set(key, found)
  return found
}

/** Runs whose parents lead to one that has none: a run cannot come from itself. */
function freeRuns(nodes: ReadonlyMap<string, TreeNode>): ReadonlySet<string> {
  const free = new Map<string, boolean>()
  for (const { run } of nodes.values()) {
    const walked = new Set<string>()
    let at: TreeRun | null | undefined = run
    while (at && !free.has(at.id) && !walked.has(at.id)) {
      walked.add(at.id)
      at = at.parent ? nodes.get(at.parent.run)?.run : null
    }
    const found = !at || (free.get(at.id) ?? false)
    for (const id of walked) free.set(id, found)
  }
  return new Set([...free].flatMap(([id, found]) => (found ? [id] : [])))
}

/** Counts and times from the leaves up. A chain of branches may be longer than calls can be nested. */
function finish(top: TreeNode): void {
  const all: TreeNode[] = [top]
  for (let i = 0; i < all.length; i++) all.push(...all[i]!.children)
  for (const node of all.reverse()) {
    for (const child of node.children) {
      node.count += child.count
      node.newest = Math.max(node.newest, child.newest)
    }
  }
}

/**
 * The rows that are seen.
 * @param isOpen whether what is in a node is shown
 * @param matches null: all; else these runs, and what they are in, whether open or not
 */
export function rowsOf(
  tops: readonly TreeNode[],
  isOpen: (node: TreeNode) => boolean,
  matches: ((run: TreeRun) => boolean) | null = null
): TreeRow[] {
  const kept = matches === null ? null : keptNodes(tops, matches)
  const rows: TreeRow[] = []
  const waiting = tops.map((node): TreeRow => ({ node, depth: 0, lines: [], open: false })).reverse()
  while (waiting.length > 0) {
    const row = waiting.pop()!
    const { node, lines } = row
    if (kept && !kept.has(node)) continue
    const children = kept ? node.children.filter((child) => kept.has(child)) : node.children
    const open = children.length > 0 && (kept !== null || isOpen(node))
    rows.push({ ...row, open })
    if (!open) continue
    for (let i = children.length - 1; i >= 0; i--) {
      const below = [...lines, i < children.length - 1].slice(-DEEPEST)
      waiting.push({ node: children[i]!, depth: below.length, lines: below, open: false })
    }
  }
  return rows
}

function keptNodes(tops: readonly TreeNode[], matches: (run: TreeRun) => boolean): Set<TreeNode> {
  const all = [...tops]
  for (let i = 0; i < all.length; i++) all.push(...all[i]!.children)
  const kept = new Set<TreeNode>()
  for (const node of all.reverse())
    if ((node.run && matches(node.run)) || node.children.some((child) => kept.has(child))) kept.add(node)
  return kept
}
