import PredictionsTab from '../predictions/PredictionsTab.vue'
import { defineCompareTab } from './define'

export default defineCompareTab({ id: 'predictions', order: 50, applies: () => true, component: PredictionsTab })
