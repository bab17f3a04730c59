import CurvesTab from '../curves/CurvesTab.vue'
import { defineCompareTab } from './define'

export default defineCompareTab({ id: 'curves', order: 10, applies: () => true, component: CurvesTab })
