import PicturesTab from '../pictures/PicturesTab.vue'
import { defineTab, hasPictures } from './define'

export default defineTab({ id: 'pictures', order: 1, applies: hasPictures, component: PicturesTab })
