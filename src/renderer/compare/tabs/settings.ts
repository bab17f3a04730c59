import SettingsTab from '../settings/SettingsTab.vue'
import { defineCompareTab } from './define'

export default defineCompareTab({ id: 'settings', order: 20, applies: () => true, component: SettingsTab })
