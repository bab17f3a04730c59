import { NetloomError } from '../../shared/errors'
import type { RunRecord } from '../../shared/run'

/** What only a run that was trained here can do. @throws NetloomError RUN_IMPORTED */
export function refuseImported({ id, imported }: RunRecord): void {
  if (imported) throw new NetloomError('RUN_IMPORTED', { found: id, path: imported.path })
}
