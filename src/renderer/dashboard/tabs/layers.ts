import LayersTab from '../../layer-statistics/LayersTab.vue'
import { defineTab } from './define'

export default defineTab({ id: 'layers', order: 30, applies: () => true, component: LayersTab })
