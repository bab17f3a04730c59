import { basename } from 'node:path'
import type { Command } from 'commander'
import { netloomHome } from '../../main/paths'
import { Trash } from '../../main/runs/trash'
import { RunStore } from '../../main/runs/store'
import { NetloomError } from '../../shared/errors'

export function register(program: Command): void {
  program
    .command('rm')
    .description('delete runs that have ended; --undo brings them back for half a minute')
    .argument('<run...>', 'their ids, or beginnings or ends of them')
    .option('--undo', 'restore runs that were deleted')
    .action(async (given: string[], { undo }: { undo?: boolean }) => {
      const store = new RunStore(netloomHome())
      const trash = new Trash(store.home, store.folder)
      if (undo) await restore(trash, given)
      else await remove(store, trash, given)
    })
}

async function remove(store: RunStore, trash: Trash, given: readonly string[]): Promise<void> {
  const folders = await Promise.all(given.map((id) => store.find(id)))
  const ids = [...new Set(folders.map((folder) => basename(folder)))]
  await trash.putAll(ids, (id) => store.isActive(id))
  for (const id of ids) console.log(`deleted ${id}`)
  console.error(`For 30 s: netloom rm --undo ${ids.join(' ')}`)
}

async function restore(trash: Trash, given: readonly string[]): Promise<void> {
  const there = await trash.ids()
  const ids = given.map((id) => {
    const found = there.filter((name) => name === id || (id.length >= 4 && (name.startsWith(id) || name.endsWith(id))))
    if (found.length !== 1) throw new NetloomError('RUN_NOT_IN_TRASH', { found: id, path: trash.folder })
    return found[0]!
  })
  for (const id of ids) {
    await trash.restore(id)
    console.log(`restored ${id}`)
  }
}
