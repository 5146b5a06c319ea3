import { createApp } from 'vue'
import { onSignedOut } from './api/api'
import App from './app/App.vue'
import { useSession } from './session/useSession'
import { i18n } from './i18n/i18n'
import { startLanguage } from './i18n/languages'
import { router } from './app/router'
import './styles/main.scss'

const session = useSession()

onSignedOut(() => {
  const { streamer } = router.currentRoute.value.query
  session.forget()
  void router.replace({ name: 'login', query: { error: 'signed-out', streamer } })
})

void session.load()
// If another language cannot be loaded, the page stays English.
void startLanguage()
  .catch(() => undefined)
  .then(() => createApp(App).use(i18n).use(router).mount('#app'))
