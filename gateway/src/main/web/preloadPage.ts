import type { HtmlTagDescriptor, Plugin } from 'vite'

/** Preloads a page, which the router would find only after the code that every page runs. */
export function preloadPage(page: RegExp): Plugin {
  return {
    name: 'preload-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        const chunk = Object.values(bundle ?? {}).find(
          (file) => file.type === 'chunk' && file.moduleIds.some((id) => page.test(id)),
        )
        if (chunk?.type !== 'chunk') throw new Error(`No file for the page ${page.source}`)
        const styles = [...(chunk.viteMetadata?.importedCss ?? [])]
        return [
          tag(chunk.fileName, { rel: 'modulepreload' }),
          ...styles.map((name) => tag(name, { rel: 'preload', as: 'style' })),
        ]
      },
    },
  }
}

const tag = (name: string, attrs: Record<string, string>): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { ...attrs, crossorigin: true, href: `./${name}` },
  injectTo: 'head',
})
