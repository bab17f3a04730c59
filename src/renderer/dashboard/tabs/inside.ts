import InsideTab from '../../inside/InsideTab.vue'
import { mayBeOpened } from '../../inside/checkpoints'
import { defineTab } from './define'

export default defineTab({
  id: 'inside',
  order: 60,
  applies: (_run, record) => mayBeOpened(record),
  component: InsideTab
})
