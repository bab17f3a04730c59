import { createPinia } from 'pinia'
import { createApp } from 'vue'
import 'element-plus/theme-chalk/base.css'
import 'element-plus/theme-chalk/dark/css-vars.css'
import './theme/tokens.css'
import './theme/element.css'
import './theme/base.css'
import './theme/number-frame.css'
import { contract } from '../shared/contract'
import { toErrorPayload } from '../shared/errors'
import { createClient } from '../shared/rpc'
import { API } from './api'
import App from './App.vue'
import { connect } from './bridge/index'
import BootError from './frame/BootError.vue'
import { createTranslations } from './i18n'

const i18n = createTranslations()
try {
  const api = createClient(contract, await connect())
  createApp(App).use(createPinia()).use(i18n).provide(API, api).mount('#app')
} catch (error) {
  createApp(BootError, { error: toErrorPayload(error) })
    .use(i18n)
    .mount('#app')
}
