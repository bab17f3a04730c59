import SplitTab from '../split/SplitTab.vue'
import { defineTab } from './define'

export default defineTab({ id: 'split', order: 6, applies: ({ rows }) => rows > 0, component: SplitTab })
