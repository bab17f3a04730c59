import ProjectorTab from '../../projector/ProjectorTab.vue'
import { defineTab } from './define'

export default defineTab({
  id: 'projector',
  order: 70,
  applies: (_run, record) =>
    record.checkpoints.length > 0 || ['completed', 'stopped', 'interrupted'].includes(record.status),
  component: ProjectorTab
})
