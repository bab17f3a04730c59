import EvaluateTab from '../../evaluate/EvaluateTab.vue'
import { defineTab } from './define'

export default defineTab({
  id: 'evaluate',
  order: 40,
  applies: (_run, { status }) => status !== 'queued' && status !== 'starting',
  component: EvaluateTab
})
