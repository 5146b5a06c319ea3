import { beforeEach, expect, it, vi } from 'vitest'

const tfue = { login: 'tfue', name: 'Tfue', avatar: '' }
const ninja = { login: 'ninja', name: 'Ninja', avatar: '' }

/** A new page on the same device, because all of a page shares the lists. */
async function newPage() {
  vi.resetModules()
  return (await import('./useKnownStreamers')).useKnownStreamers()
}

beforeEach(() => {
  localStorage.clear()
})

it('keeps favourites for the next visit until they are removed', async () => {
  const page = await newPage()
  page.toggleFavourite(tfue)
  expect(page.isFavourite('tfue')).toBe(true)

  const later = await newPage()
  expect(later.favourites.value).toEqual([tfue])
  later.toggleFavourite(tfue)
  expect((await newPage()).favourites.value).toEqual([])
})

it('keeps the eight most recently watched streamers', async () => {
  const { remember } = await newPage()
  for (let n = 0; n < 9; n += 1) remember({ ...tfue, login: `s${n}` })
  remember(ninja)

  const recent = (await newPage()).recent.value
  expect(recent).toHaveLength(8)
  expect(recent[0]).toEqual(ninja)
})

it('clears the recently watched streamers', async () => {
  const { remember, forgetRecent } = await newPage()
  remember(tfue)
  forgetRecent()

  expect((await newPage()).recent.value).toEqual([])
})

it('takes over favourites from other tabs', async () => {
  const { favourites } = await newPage()
  const newValue = JSON.stringify([ninja])
  window.dispatchEvent(
    new StorageEvent('storage', { key: 'favourites', newValue, storageArea: localStorage }),
  )

  expect(favourites.value).toEqual([ninja])
})

it('keeps the id of a streamer, also when it is not told again', async () => {
  const page = await newPage()
  page.remember({ ...tfue, id: '60978448' })
  page.remember(tfue)
  page.toggleFavourite(ninja)

  expect(page.knownId('tfue')).toBe('60978448')
  expect((await newPage()).knownId('tfue')).toBe('60978448')
  expect(page.knownId('ninja')).toBeUndefined()
})
