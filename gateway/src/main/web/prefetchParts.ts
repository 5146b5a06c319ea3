import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite'

/** Messages in another language, which most visitors never need. */
const OTHER_LANGUAGES = /\/i18n\/locales\/(?!en)\w+/

/**
 * Lists the files of all parts that load on demand, in a template that the early script copies into the head of an idle
 * page. The browser then keeps them, so an open page stays whole when an update replaces the files at the server.
 */
export function prefetchParts(): Plugin {
  return {
    name: 'prefetch-parts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        const parts = chunks.filter(
          (chunk) => !chunk.isEntry && !chunk.moduleIds.some((id) => OTHER_LANGUAGES.test(id)),
        )
        const children = [
          ...parts.map((chunk) => tag(chunk.fileName, 'script')),
          ...[...new Set(parts.flatMap(stylesOf))].map((name) => tag(name, 'style')),
        ]
        return [{ tag: 'template', attrs: { id: 'parts' }, children, injectTo: 'body' }]
      },
    },
  }
}

const stylesOf = (chunk: Rolldown.OutputChunk) => [...(chunk.viteMetadata?.importedCss ?? [])]

const tag = (name: string, as: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { rel: 'prefetch', as, crossorigin: true, href: `./${name}` },
})
