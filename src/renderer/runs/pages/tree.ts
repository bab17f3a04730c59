import TreePage from '../../tree/TreePage.vue'
import { defineRunsPage } from './define'

export default defineRunsPage({ id: 'tree', order: 40, component: TreePage })
