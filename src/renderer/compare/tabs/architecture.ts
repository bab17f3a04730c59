import ArchitectureTab from '../architecture/ArchitectureTab.vue'
import { defineCompareTab } from './define'

export default defineCompareTab({ id: 'architecture', order: 30, applies: () => true, component: ArchitectureTab })
