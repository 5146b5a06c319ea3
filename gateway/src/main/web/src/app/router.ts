import { createRouter, createWebHashHistory } from 'vue-router'
import { useSession } from '../session/useSession'
import { useStored } from '../storage/useStored'

/** The address of events alone at which a sign-in began; every sign-in ends at the home page. */
const returnTo = useStored<string>('return-to', '', { session: true })

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/login', name: 'login', component: () => import('../session/LoginView.vue') },
    { path: '/home', name: 'home', component: async () => (await import('./views')).HomeView },
    { path: '/feed', name: 'feed', component: () => import('./FeedView.vue') },
    { path: '/overlay', name: 'overlay', component: () => import('./OverlayView.vue') },
    { path: '/', redirect: '/home' },
    {
      path: '/:path(.*)',
      name: 'unknown',
      component: () => import('./UnknownView.vue'),
      props: true,
    },
  ],
})

router.beforeEach(async (to, from) => {
  const { ready, viewer } = useSession()
  await ready
  // A token stands in for the sign-in of an overlay.
  if (to.name === 'overlay' || to.name === 'unknown') return
  const { streamer } = to.query
  if (to.name === 'login') {
    const start = to.redirectedFrom ?? from
    if (!viewer.value && start.name === 'feed') returnTo.value = start.fullPath
    if (viewer.value) return { name: 'home', query: { streamer } }
  } else if (!viewer.value) {
    return { name: 'login', query: { streamer } }
  } else if (returnTo.value !== '') {
    const start = router.resolve(returnTo.value)
    returnTo.value = ''
    if (to.name === 'home' && start.query.streamer === streamer) return start
  }
})
