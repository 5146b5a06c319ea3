import { TEXT_FIELDS } from './earlyKeys'

/**
 * Keys of single characters, each with its text. A control names its key in `aria-keyshortcuts`,
 * so that screen readers know it, too; a key without a control on the page does nothing. Each open channel has a digit.
 * The strip itself listens for the arrow keys.
 */
export const SHORTCUTS = [
  'j',
  'k',
  'Enter',
  'n',
  'f',
  'p',
  'd',
  'e',
  'c',
  'b',
  't',
  'm',
  '/',
  '1 – 8',
  'Alt + ↑ ↓',
] as const

/** Presses the control that has a key, first within the focused row; returns whether there is one. */
export function press(key: string) {
  const selector = `[aria-keyshortcuts="${CSS.escape(key)}"]`
  const row = document.activeElement?.closest('[data-row]')
  const ofRow = row?.querySelector<HTMLElement>(selector)
  if (ofRow) {
    // The focus stays on the row, so that the keys go on to the next one.
    ofRow.click()
    return true
  }
  const control = [...document.querySelectorAll<HTMLElement>(selector)].find(
    (it) => !it.closest('[data-row]'),
  )
  if (!control) return false
  control.focus({ preventScroll: true })
  if (!control.matches(TEXT_FIELDS)) control.click()
  return true
}

/** Puts the focus on the row with the tab stop, whose own keys then move it. */
export function enterFeed() {
  const focused = document.activeElement
  if (focused?.closest('.row-summary')) return false
  const stop = document.querySelector<HTMLElement>('.row-summary[tabindex="0"]')
  stop?.focus()
  return stop !== null
}
