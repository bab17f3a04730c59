import DataTab from '../data/DataTab.vue'
import { defineCompareTab } from './define'

export default defineCompareTab({ id: 'data', order: 40, applies: () => true, component: DataTab })
