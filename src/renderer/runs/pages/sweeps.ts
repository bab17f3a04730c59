import SweepsPage from '../../sweeps/SweepsPage.vue'
import { defineRunsPage } from './define'

export default defineRunsPage({ id: 'sweeps', order: 30, component: SweepsPage })
