import { beforeEach, describe, expect, it, vi } from 'vitest'
import { h, nextTick, reactive } from 'vue'
import { byTestId, mount } from '../testing/mount'
import { findStreamers } from '../api/api'
import { useKnownStreamers } from './useKnownStreamers'
import StreamerForm from './StreamerForm.vue'
import { eventually } from '../testing/eventually'

vi.mock(import('../api/api'), async (original) => ({
  ...(await original()),
  findStreamers: vi.fn(),
}))

const onStream = vi.fn()

/** The list of suggestions is loaded when there are some. */
async function drawn() {
  await nextTick()
  await vi.dynamicImportSettled()
  await nextTick()
}

async function open(props: object = {}) {
  const given = reactive({ initial: '', problem: '', onStream, ...props })
  const page = await mount(() => h(StreamerForm, given))
  const input = byTestId<HTMLInputElement>(page, 'streamer-input') as HTMLInputElement
  return {
    given,
    input,
    type: async (text: string) => {
      input.value = text
      input.dispatchEvent(new Event('input'))
      await drawn()
    },
    press: async (key: string) => {
      input.dispatchEvent(new KeyboardEvent('keydown', { key }))
      await drawn()
    },
    submit: async () => {
      page.querySelector('form')?.dispatchEvent(new Event('submit'))
      await nextTick()
    },
    outcome: () => byTestId(page, 'search-outcome')?.textContent.trim(),
    error: () => byTestId(page, 'form-error')?.textContent.trim(),
    options: () => [...page.querySelectorAll<HTMLElement>('[role=option]')],
  }
}

beforeEach(() => {
  localStorage.clear()
  onStream.mockReset()
  vi.mocked(findStreamers)
    .mockReset()
    .mockResolvedValue(
      ['tfue', 'tfuel'].map((login) => ({
        id: login,
        login,
        name: login,
        avatar: '',
        live: true,
        category: 'Chess',
      })),
    )
})

describe('the name', () => {
  it('is converted to lower case, also in an address', async () => {
    const form = await open()
    await form.type('https://www.twitch.tv/Tfue')
    await form.submit()

    expect(onStream.mock.calls).toEqual([['tfue']])
  })

  it('shows an error that disappears with the next letter', async () => {
    const form = await open()
    await form.type('no one')
    await form.submit()
    expect(form.error()).toContain('1 to 25 letters')
    expect(form.input.getAttribute('aria-invalid')).toBe('true')
    expect(onStream).not.toHaveBeenCalled()

    await form.type('no_one')
    expect(form.error()).toBeUndefined()
  })

  it('shows the sentence of the server until it is changed', async () => {
    const form = await open({ initial: 'nobody', problem: 'There is no such streamer.' })
    expect([form.input.value, form.error()]).toEqual(['nobody', 'There is no such streamer.'])
    expect(document.activeElement).toBe(form.input)

    await form.type('nobody2')
    expect(form.error()).toBeUndefined()
  })
})

describe('a channel that opens at a later attempt', () => {
  it('leaves the text and the focus to a viewer who types', async () => {
    const form = await open({ initial: 'tfue', problem: 'The server is busy.' })
    await form.type('nightowl')
    Object.assign(form.given, { initial: '', problem: '' })
    await nextTick()

    expect(form.input.value).toBe('nightowl')
    expect(document.activeElement).toBe(form.input)
  })

  it('clears its own name, and leaves the form', async () => {
    const form = await open({ initial: 'tfue', problem: 'The server is busy.' })
    Object.assign(form.given, { initial: '', problem: '' })
    await nextTick()

    expect(form.input.value).toBe('')
    expect(document.activeElement).toBe(document.body)
  })

  it('fails first with a sentence beside the text of the viewer', async () => {
    const form = await open()
    await form.type('nightowl')
    Object.assign(form.given, { initial: 'tfue', problem: 'The server is busy.' })
    await nextTick()

    expect([form.input.value, form.error()]).toEqual(['nightowl', 'The server is busy.'])
  })
})

describe('the suggestions', () => {
  async function openList() {
    const form = await open()
    await form.type('tf')
    await eventually(() => {
      expect(form.options()).toHaveLength(2)
    })
    return form
  }

  it('can be chosen by keyboard', async () => {
    const form = await openList()
    expect(form.input.getAttribute('aria-expanded')).toBe('true')

    await form.press('ArrowDown')
    await form.press('ArrowDown')
    expect(form.input.getAttribute('aria-activedescendant')).toBe(form.options()[1]?.id)

    await form.submit()
    expect(onStream.mock.calls).toEqual([['tfuel']])
  })

  it('can be chosen by a click, whatever the keyboard selected', async () => {
    const form = await openList()
    await form.press('ArrowDown')
    form.options()[1]?.click()

    expect(onStream.mock.calls).toEqual([['tfuel']])
  })

  it('close with Escape, and keep the text', async () => {
    const form = await openList()
    await form.press('Escape')

    expect([form.options().length, form.input.value]).toEqual([0, 'tf'])
  })

  it('do not replace a typed name', async () => {
    const form = await openList()
    await form.submit()

    expect(onStream.mock.calls).toEqual([['tf']])
  })

  it('announce their number, and an empty result', async () => {
    const form = await openList()
    expect(form.outcome()).toContain('2 channels found')

    vi.mocked(findStreamers).mockResolvedValue([])
    await form.type('zzz')
    await eventually(() => {
      expect(form.outcome()).toContain('No match for “zzz”')
    })
  })
})

describe('before anything is typed', () => {
  it('suggests the known streamers, each once', async () => {
    const { toggleFavourite, remember } = useKnownStreamers()
    const known = (login: string) => ({ login, name: login, avatar: '' })
    toggleFavourite(known('liked'))
    remember(known('liked'))
    remember(known('seen'))
    const form = await open()

    await form.press('ArrowDown')
    expect(form.options().map((option) => option.querySelector('.name')?.textContent)).toEqual([
      'seen',
      'liked',
    ])

    await form.submit()
    expect(onStream.mock.calls).toEqual([['seen']])
  })
})
