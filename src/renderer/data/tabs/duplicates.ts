import DuplicatesTab from '../duplicates/DuplicatesTab.vue'
import { defineTab } from './define'

export default defineTab({ id: 'duplicates', order: 8, applies: () => true, component: DuplicatesTab })
