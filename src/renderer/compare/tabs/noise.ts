import NoiseTab from '../noise/NoiseTab.vue'
import { defineCompareTab } from './define'

export default defineCompareTab({ id: 'noise', order: 60, applies: () => true, component: NoiseTab })
