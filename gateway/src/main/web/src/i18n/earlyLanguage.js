// The files of another language than English, together with those of the page; see languages for the rest.
{
  let chosen = ''
  try {
    chosen = localStorage.getItem('language') ?? ''
  } catch {
    // Without storage the browser decides.
  }
  /** @param {string} code */
  const filesOf = (code) => document.getElementById(`language-${code}`)
  const codes = [chosen, ...navigator.languages.map((code) => code.split('-', 1)[0])]
  const files = filesOf(codes.find((code) => code === 'en' || filesOf(code)) ?? 'en')
  if (files instanceof HTMLTemplateElement) document.head.append(files.content)
}
