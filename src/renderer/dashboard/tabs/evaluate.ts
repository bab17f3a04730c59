import EvaluateTab from '../../evaluate/EvaluateTab.vue'
import { defineTab } from './define'

export default defineTab({
  id: 'evaluate',
  order: 40,
  // One that never began has no model.
  applies: (_run, { status, engine }) => engine !== null && status !== 'queued' && status !== 'starting',
  component: EvaluateTab
})
