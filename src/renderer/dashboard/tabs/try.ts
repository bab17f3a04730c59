import TryTab from '../../try/TryTab.vue'
import { defineTab } from './define'

export default defineTab({
  id: 'try',
  order: 50,
  applies: (_run, { status }) => status !== 'queued' && status !== 'starting',
  component: TryTab
})
