import { gzipSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

/** The files that a page in English runs until it shows the events of a streamer. */
const FIRST = /app\/HomeView\.vue$|node_modules\/pusher-js\//

/** Fails the build if a first visit in English loads more JavaScript than a limit, compressed. */
export function pageWeight(limitInKilobytes: number): Plugin {
  return {
    name: 'page-weight',
    writeBundle(_, bundle) {
      const files = filesAtFirst(bundle)
      const bytes = files.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0)
      const kilobytes = bytes / 1024
      const text = `${kilobytes.toFixed(1)} KB of JavaScript at the first visit in English`
      if (kilobytes <= limitInKilobytes) this.info(text)
      else this.error(`${text}; the limit is ${limitInKilobytes} KB. Load parts on demand.`)
    },
  }
}

function filesAtFirst(bundle: Rolldown.OutputBundle) {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const needed = new Set<Rolldown.OutputChunk>()
  const need = (chunk: Rolldown.OutputChunk | undefined) => {
    if (!chunk || needed.has(chunk)) return
    needed.add(chunk)
    for (const name of chunk.imports) need(byName.get(name))
  }
  chunks
    .filter((chunk) => chunk.isEntry || chunk.moduleIds.some((id) => FIRST.test(id)))
    .forEach(need)
  return [...needed]
}
