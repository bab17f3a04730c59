import PrepareTab from '../prepare/PrepareTab.vue'
import { defineTab } from './define'

export default defineTab({ id: 'prepare', order: 7, applies: ({ rows }) => rows > 0, component: PrepareTab })
