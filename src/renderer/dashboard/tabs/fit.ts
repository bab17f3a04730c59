import FitTab from '../../fit/FitTab.vue'
import { defineTab } from './define'

export default defineTab({
  id: 'fit',
  order: 20,
  applies: ({ series }) => series.fits.length > 0,
  component: FitTab
})
