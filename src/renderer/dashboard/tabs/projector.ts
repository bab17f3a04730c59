import ProjectorTab from '../../projector/ProjectorTab.vue'
import { mayBeOpened } from '../../inside/checkpoints'
import { defineTab } from './define'

export default defineTab({
  id: 'projector',
  order: 70,
  applies: (_run, record) => mayBeOpened(record),
  component: ProjectorTab
})
