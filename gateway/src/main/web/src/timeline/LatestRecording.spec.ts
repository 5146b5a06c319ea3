import { expect, it, vi } from 'vitest'
import type { Video } from '../contract/contract'
import { byTestId, flushPromises, mount } from '../testing/mount'
import LatestRecording from './LatestRecording.vue'

const findVideos = vi.hoisted(() => vi.fn<(login: string) => Promise<Video[]>>())
vi.mock('../api/videos', () => ({ findVideos }))

const aVideo = (id: number): Video => ({
  id: String(id),
  url: `https://www.twitch.tv/videos/${id}`,
  title: `Stream ${id}`,
  createdAt: '2026-08-01T11:00:00Z',
  seconds: 3_723,
})

it('leads to the latest recording, with its length', async () => {
  findVideos.mockResolvedValue([4, 3, 2, 1].map(aVideo))
  const place = await mount(LatestRecording, { login: 'ada' })
  await flushPromises()

  const links = [...place.querySelectorAll('a')]
  expect(links.map(({ href }) => href)).toEqual(['https://www.twitch.tv/videos/4'])
  expect(links[0]?.textContent).toContain('Stream 4')
  expect(links[0]?.textContent).toContain('1:02:03')
})

it('shows nothing of a streamer without recordings', async () => {
  findVideos.mockResolvedValue([])
  const place = await mount(LatestRecording, { login: 'bo' })
  await flushPromises()

  expect(byTestId(place, 'latest-recording')).toBeNull()
})
