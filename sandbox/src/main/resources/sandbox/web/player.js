// Shows the state of the channel, and refreshes it every two seconds.
const channel = new URLSearchParams(location.search).get('channel') ?? ''
const at = (id) => document.getElementById(id)

function show(state) {
  document.body.classList.toggle('live', state.live)
  document.body.classList.toggle('offline', !state.live)
  document.body.classList.toggle('moving', state.moves)
  document.documentElement.style.setProperty('--hue', state.hue)
  at('state').textContent = state.live ? 'LIVE' : 'OFFLINE'
  at('viewers').textContent = state.live ? `${state.viewers.toLocaleString('en')} watching` : ''
  at('name').textContent = state.name
  at('title').textContent = state.title
  at('category').textContent = state.category
  if (at('avatar').hidden) {
    at('avatar').src = `/avatars/${state.login}.svg`
    at('avatar').hidden = false
  }
}

async function refresh() {
  try {
    const answer = await fetch(`/player/state?channel=${encodeURIComponent(channel)}`)
    if (answer.ok) {
      show(await answer.json())
    } else {
      document.body.classList.add('offline')
      at('state').textContent = 'NO SUCH CHANNEL'
      at('name').textContent = channel
    }
  } catch {
    at('state').textContent = 'NO CONNECTION'
  }
  setTimeout(refresh, 2000)
}

refresh()
