import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { inline } from './inlineStyles.ts'

const COMMENT = /^ *\/\/.*\n/gm

/**
 * Puts scripts into the page's head, to run before anything is shown; a module runs only after the first paint. The
 * gateway allows them by their digest. While developing, each is a file of its own.
 */
export function earlyScript(...addresses: string[]): Plugin {
  const paths = addresses.map((it) => fileURLToPath(new URL(`.${it}`, import.meta.url)))
  let serving = false
  return {
    name: 'early-script',
    configResolved({ command }) {
      serving = command === 'serve'
    },
    buildStart() {
      if (!serving) paths.forEach((path) => this.addWatchFile(path))
    },
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        const script = serving
          ? addresses.map((it) => `<script src="${it}"></script>`).join('')
          : inline('script', paths.map(sourceOf).join(''))
        return html.replace('</title>', () => `</title>\n    ${script}`)
      },
    },
  }
}

const sourceOf = (path: string) => readFileSync(path, 'utf8').replace(COMMENT, '')
