import TextsTab from '../texts/TextsTab.vue'
import { defineTab, hasColumn } from './define'

export default defineTab({
  id: 'texts',
  order: 1,
  applies: (description) => hasColumn(description, 'text', 'sequence'),
  component: TextsTab
})
