import type { Plugin, Rolldown } from 'vite'

const TEXTS = /\/i18n\/locales\/(?!en)([a-z]{2})\.ts$/
/** The page words events itself in all languages but that of the server. */
const SENTENCES = /\/i18n\/headlines\/sentence\.ts$/

/**
 * Lists the files of each language that does not come with the page, in a template from which the early script preloads
 * those that the visitor needs. The page would find them only after its own code ran, a round trip later.
 */
export function preloadLanguages(): Plugin {
  return {
    name: 'preload-languages',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        const sentences = chunks.filter((chunk) => chunk.moduleIds.some((id) => SENTENCES.test(id)))
        const templates = chunks.flatMap((chunk) => {
          const language = languageOf(chunk)
          const names = filesOf([chunk, ...sentences]).filter((it) => !html.includes(`./${it}"`))
          return language ? template(language, names) : []
        })
        return html.replace('</title>', () => ['</title>', ...templates].join('\n    '))
      },
    },
  }
}

const languageOf = ({ moduleIds }: Rolldown.OutputChunk) =>
  moduleIds.map((id) => TEXTS.exec(id)?.[1]).find(Boolean)

const filesOf = (chunks: Rolldown.OutputChunk[]) => [
  ...new Set(chunks.flatMap(({ fileName, imports }) => [fileName, ...imports])),
]

const template = (language: string, names: string[]) =>
  `<template id="language-${language}">${names.map(link).join('')}</template>`

const link = (name: string) =>
  `<link rel="modulepreload" crossorigin fetchpriority="low" href="./${name}">`
