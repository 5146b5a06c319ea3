import { createApp, watch } from 'vue'
import { onSignedOut } from './api/api'
import App from './app/App.vue'
import { useSession } from './session/useSession'
import { prepareFormats } from './i18n/format'
import { i18n } from './i18n/i18n'
import { startLanguage } from './i18n/languages'
import { router } from './app/router'
import { signInAgain } from './app/signInAgain'
import './styles/main.scss'
// Any page follows the theme of the system, not only those with a part that asks for it.
import './ui/useTheme'

const session = useSession()

onSignedOut((reason) => void signInAgain(reason))
// This, the start and the mount each have a task of their own, so that a slow phone is never blocked for long.
setTimeout(() => void session.load())
// If another language cannot be loaded, the page stays English.
void startLanguage()
  .catch(() => undefined)
  .then(() => setTimeout(start))

/** Replaces the shell of index.html as soon as there is a page to show, or a problem. */
function start() {
  const app = createApp(App).use(i18n).use(router)
  let mounted = false
  function mount() {
    if (!mounted) app.mount('#app')
    mounted = true
  }
  // While the server answers.
  prepareFormats()
  void router.isReady().finally(() => setTimeout(mount))
  watch(
    session.status,
    (status) => {
      if (status === 'unreachable') mount()
    },
    { immediate: true },
  )
}
