import CurvesTab from '../CurvesTab.vue'
import { defineTab } from './define'

export default defineTab({ id: 'curves', order: 10, applies: () => true, component: CurvesTab })
