import type { Plugin, Rolldown } from 'vite'

const LINK = /<link rel="stylesheet"[^>]*href="\.\/(assets\/[^"]+)"[^>]*>/g

/**
 * Puts the styles of the entry page into the page itself. The first paint would wait for them, and on a slow network a
 * further file costs more than its bytes. The gateway allows them by their digest.
 */
export function inlineStyles(): Plugin {
  return {
    name: 'inline-styles',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle }) =>
        html.replace(LINK, (link, name: string) => {
          const file = bundle?.[name]
          if (file?.type !== 'asset') throw new Error(`No styles for ${link}`)
          forget(name, bundle)
          return inline('style', String(file.source))
        }),
    },
  }
}

/** Keeps parts that load on demand from waiting for styles that the page contains. */
function forget(name: string, bundle: Rolldown.OutputBundle = {}) {
  for (const chunk of Object.values(bundle)) {
    if (chunk.type === 'chunk') chunk.viteMetadata?.importedCss.delete(name)
  }
}

/** Writes a tag around a text, which must not end the tag. */
export function inline(tag: 'script' | 'style', text: string) {
  if (text.includes(`</${tag}`)) throw new Error(`The text of a ${tag} ends its tag`)
  return `<${tag}>${text.trim()}</${tag}>`
}
