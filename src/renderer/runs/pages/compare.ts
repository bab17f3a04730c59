import ComparePage from '../../compare/ComparePage.vue'
import { defineRunsPage } from './define'

export default defineRunsPage({ id: 'compare', order: 20, component: ComparePage })
