import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/**
 * Puts scripts into the page's head, to run before anything is shown. Classic ones in a file of their own: a module
 * runs only after the first paint, and the content security policy allows no inline script.
 */
export function earlyScript(...addresses: string[]): Plugin {
  const name = 'early-script'
  const paths = addresses.map((it) => fileURLToPath(new URL(`.${it}`, import.meta.url)))
  let serving = false
  return {
    name,
    configResolved({ command }) {
      serving = command === 'serve'
    },
    buildStart() {
      if (serving) return
      paths.forEach((path) => this.addWatchFile(path))
      const source = paths.map((path) => readFileSync(path, 'utf8')).join('')
      this.emitFile({ type: 'asset', name: `${name}.js`, source })
    },
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        const built = Object.keys(bundle ?? {}).find((file) => file.includes(name))
        const sources = built ? [`./${built}`] : addresses
        return sources.map((src) => ({
          tag: 'script',
          attrs: { src, crossorigin: true },
          injectTo: 'head',
        }))
      },
    },
  }
}
