import { createRouter, createWebHashHistory } from 'vue-router'
import { useSession } from '../session/useSession'

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/login', name: 'login', component: () => import('../session/LoginView.vue') },
    { path: '/home', name: 'home', component: async () => (await import('./views')).HomeView },
    {
      path: '/feed',
      name: 'feed',
      component: async () => (await import('./views')).FeedView,
    },
    { path: '/:anything(.*)', redirect: '/home' },
  ],
})

router.beforeEach(async (to) => {
  const { ready, viewer } = useSession()
  await ready
  const { streamer } = to.query
  if (to.name !== 'login' && !viewer.value) return { name: 'login', query: { streamer } }
  if (to.name === 'login' && viewer.value) return { name: 'home', query: { streamer } }
})
