import ColumnsTab from '../columns/ColumnsTab.vue'
import { defineTab } from './define'

export default defineTab({ id: 'columns', order: 5, applies: () => true, component: ColumnsTab })
