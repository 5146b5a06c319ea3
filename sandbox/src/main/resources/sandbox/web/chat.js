// Simulated chat: plausible lines at plausible intervals.
const login = decodeURIComponent(location.pathname.split('/')[2])
const NAMES = ['owlfan42', 'teapot_jo', 'mira_b', 'knitbot', 'lowtide', 'vinyl_sam', 'ferngully9', 'kaito_k', 'oldhub', 'nine_lives']
const LINES = [
  'just got here, what did I miss?', 'that was so close', 'hello from the night shift',
  'the sound is great today', 'wait, how did you do that', 'first time catching this live',
  'ok that deserves a clip', 'chat was right, as always', 'one more, one more',
  'brewing tea, brb', 'my cat is watching too', 'no way that works', 'it works!!', 'gg',
  'can you show that again?', 'I called it', 'the lighting is lovely', 'hi everyone o/',
]
const MOST = 60
const lines = document.getElementById('lines')
const any = (list) => list[Math.floor(Math.random() * list.length)]

function hue(name) {
  return [...name].reduce((sum, letter) => sum + letter.codePointAt(0) * 37, 0) % 360
}

function say(name, text) {
  const line = document.createElement('li')
  const who = document.createElement('b')
  who.textContent = name
  who.style.color = `hsl(${hue(name)} 75% 70%)`
  line.append(who, `: ${text}`)
  lines.append(line)
  if (lines.childElementCount > MOST) lines.firstElementChild.remove()
}

let last = ''
function talk() {
  let text = any(LINES)
  while (text === last) text = any(LINES)
  last = text
  say(any(NAMES), text)
  setTimeout(talk, 1500 + Math.random() * 4000)
}

fetch(`/player/state?channel=${encodeURIComponent(login)}`)
  .then((answer) => (answer.ok ? answer.json() : { name: login }))
  .then((state) => { document.getElementById('name').textContent = `${state.name}’s chat` })
LINES.slice(0, 6).forEach((text, index) => say(NAMES[index], text))
setTimeout(talk, 1200)
