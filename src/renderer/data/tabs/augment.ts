import AugmentTab from '../augment/AugmentTab.vue'
import { defineTab, hasPictures } from './define'

export default defineTab({ id: 'augment', order: 7.5, applies: hasPictures, component: AugmentTab })
