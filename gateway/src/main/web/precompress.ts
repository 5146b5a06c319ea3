import { Buffer } from 'node:buffer'
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const TEXT = /\.(css|html|js|json|svg|txt|webmanifest)$/

/** Below it, a saved byte is none that a network would notice. */
const MIN_BYTES = 1024

/** Puts a `.br` and a `.gz` beside each text of the page, as small as they get, for the gateway to send. */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        const content = Buffer.from(file.type === 'chunk' ? file.code : file.source)
        if (TEXT.test(name) && content.length >= MIN_BYTES) {
          const path = resolve(dir, name)
          await writeFile(`${path}.br`, brotli(content))
          await writeFile(`${path}.gz`, gzipSync(content, { level: 9 }))
        }
      }
    },
  }
}

function brotli(content: Buffer): Buffer {
  return brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  })
}
