import type { HtmlTagDescriptor, Plugin } from 'vite'

/** Tags of the scripts. They come after the shell in the page, which is painted first. */
const SCRIPTS = /<(?:script type="module"|link rel="modulepreload")/g

/**
 * Preloads a page and what it imports, which the router would find only after the code that every page runs, one round
 * trip after another.
 */
export function preloadPage(page: RegExp): Plugin {
  return {
    name: 'preload-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const chunk = Object.values(bundle ?? {}).find(
          (file) => file.type === 'chunk' && file.moduleIds.some((id) => page.test(id)),
        )
        if (chunk?.type !== 'chunk') throw new Error(`No file for the page ${page.source}`)
        // The files of the entry have their tags already.
        const others = [chunk, ...chunk.imports.map((name) => bundle?.[name])]
          .filter((file) => file?.type === 'chunk')
          .filter(({ fileName }) => !html.includes(`./${fileName}"`))
        const styles = others.flatMap((file) => [...(file.viteMetadata?.importedCss ?? [])])
        return {
          html: html.replace(SCRIPTS, '$& fetchpriority="low"'),
          tags: [
            ...others.map(({ fileName }) => tag(fileName, { rel: 'modulepreload' })),
            ...styles.map((name) => tag(name, { rel: 'preload', as: 'style' })),
          ],
        }
      },
    },
  }
}

const tag = (name: string, attrs: Record<string, string>): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { ...attrs, crossorigin: true, fetchpriority: 'low', href: `./${name}` },
  injectTo: 'head',
})
