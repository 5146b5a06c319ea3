import { createApp } from 'vue'
import { onSignedOut } from './api'
import App from './App.vue'
import { useSession } from './composables/useSession'
import { router } from './router'
import './styles/main.scss'

const session = useSession()

onSignedOut(() => {
  const { streamer } = router.currentRoute.value.query
  session.forget()
  void router.replace({ name: 'login', query: { error: 'signed-out', streamer } })
})

createApp(App).use(router).mount('#app')
void session.load()
