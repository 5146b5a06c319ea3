import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/**
 * Puts a script into the page's head, to run before anything is shown. A classic one in a file of its own: a module
 * runs only after the first paint, and the content security policy allows no inline script.
 */
export function earlyScript(address: string): Plugin {
  const name = 'early-script'
  const path = fileURLToPath(new URL(`.${address}`, import.meta.url))
  let serving = false
  return {
    name,
    configResolved({ command }) {
      serving = command === 'serve'
    },
    buildStart() {
      if (serving) return
      this.addWatchFile(path)
      this.emitFile({ type: 'asset', name: `${name}.js`, source: readFileSync(path) })
    },
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        const built = Object.keys(bundle ?? {}).find((file) => file.includes(name))
        const src = built ? `./${built}` : address
        return [{ tag: 'script', attrs: { src, crossorigin: true }, injectTo: 'head' }]
      },
    },
  }
}
