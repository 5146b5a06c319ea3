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
    { path: '/overlay', name: 'overlay', component: () => import('./OverlayView.vue') },
    { path: '/:anything(.*)', redirect: '/home' },
  ],
})

router.beforeEach(async (to) => {
  const { ready, viewer } = useSession()
  await ready
  // Its token stands in for a sign-in.
  if (to.name === 'overlay') return
  const { streamer } = to.query
  if (to.name !== 'login' && !viewer.value) return { name: 'login', query: { streamer } }
  if (to.name === 'login' && viewer.value) return { name: 'home', query: { streamer } }
})
