import { createApp, effectScope, type Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { onTestFinished } from 'vitest'
import { i18n } from '../i18n/i18n'

/** Runs a composable in a scope that ends with the test. */
export function runInScope<T>(composable: () => T): T & { leave: () => void } {
  const scope = effectScope()
  const leave = () => {
    scope.stop()
  }
  onTestFinished(leave)
  return Object.assign(scope.run(composable) as T & object, { leave })
}

/** Mounts a component at an address until the test ends. */
export async function mount(component: Component, props: object = {}, address = '/') {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:anything(.*)*', name: 'home', component: {} }],
  })
  await router.push(address)
  const place = document.body.appendChild(document.createElement('div'))
  const app = createApp(component, { ...props })
    .use(i18n)
    .use(router)
  app.mount(place)
  onTestFinished(() => {
    app.unmount()
    place.remove()
  })
  return place
}

export const byTestId = <T extends HTMLElement>(place: Element, id: string) =>
  place.querySelector<T>(`[data-testid="${id}"]`)

/** Settles all promises that need no timer. */
export async function flushPromises() {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
}
