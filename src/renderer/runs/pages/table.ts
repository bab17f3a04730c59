import TablePage from '../TablePage.vue'
import { defineRunsPage } from './define'

export default defineRunsPage({ id: 'table', order: 10, component: TablePage })
