import { ref } from 'vue'
import { defineStore } from 'pinia'

/** What stays as it was left when another layer is chosen. */
export const useInspector = defineStore('inspector', () => ({
  /** Parameters that are seldom changed are shown. */
  moreOpen: ref(false),
  /** The same of layers inside wrappers. */
  innerMoreOpen: ref(false)
}))
