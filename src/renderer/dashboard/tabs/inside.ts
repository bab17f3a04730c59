import InsideTab from '../../inside/InsideTab.vue'
import { defineTab } from './define'

export default defineTab({
  id: 'inside',
  order: 60,
  applies: (_run, record) =>
    record.checkpoints.length > 0 || ['completed', 'stopped', 'interrupted'].includes(record.status),
  component: InsideTab
})
