import TryTab from '../../try/TryTab.vue'
import { defineTab } from './define'

export default defineTab({
  id: 'try',
  order: 50,
  // One that never began has no model.
  applies: (_run, { status, engine }) => engine !== null && status !== 'queued' && status !== 'starting',
  component: TryTab
})
