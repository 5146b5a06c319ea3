import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { inline } from './inlineStyles.ts'

const COMMENT = /^ *\/\/.*\n/gm

/**
 * Puts a script into the page's head, to run before anything is shown; a module runs only after the first paint. The
 * gateway allows it by its digest. While developing, it is a file of its own.
 */
export function earlyScript(address: string): Plugin {
  const path = fileURLToPath(new URL(`.${address}`, import.meta.url))
  let serving = false
  return {
    name: 'early-script',
    configResolved({ command }) {
      serving = command === 'serve'
    },
    buildStart() {
      if (!serving) this.addWatchFile(path)
    },
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        const script = serving
          ? `<script src="${address}"></script>`
          : inline('script', readFileSync(path, 'utf8').replace(COMMENT, ''))
        return html.replace('</title>', () => `</title>\n    ${script}`)
      },
    },
  }
}
