import TableTab from '../table/TableTab.vue'
import { defineTab } from './define'

/** Columns of one value a row, among them a feature; folders of pictures and texts have tabs of their own. */
export default defineTab({
  id: 'table',
  order: 1,
  applies: ({ columns }, source) => {
    if ('format' in source && (source.format === 'images' || source.format === 'texts')) return false
    const single = columns.filter(({ shape }) => shape?.length === 0)
    return single.length > 1 && single.some(({ role }) => role === 'feature')
  },
  component: TableTab
})
