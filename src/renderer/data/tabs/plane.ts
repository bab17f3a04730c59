import { isMadeUp } from '../plane/points'
import PlaneTab from '../plane/PlaneTab.vue'
import { defineTab } from './define'

export default defineTab({ id: 'plane', order: 0, applies: (_, source) => isMadeUp(source), component: PlaneTab })
