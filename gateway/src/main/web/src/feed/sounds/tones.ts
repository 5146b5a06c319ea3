/** A short tune: frequencies in hertz, one after another. */
type Tune = readonly number[]

/** Notes of a scale without dissonance, so that tunes may overlap. */
const [C, D, E, G, A, C2, D2, E2, G2] = [523, 587, 659, 784, 880, 1047, 1175, 1319, 1568] as const

/** The kinds that can be heard, each with a tune of its own. */
export const TUNES: Record<string, Tune> = {
  online: [C, E, G, C2],
  raid: [G, C2, G, C2],
  follow: [E2, G2],
  subscription: [C2, E2, G2],
  gift: [C2, D2, E2, G2],
  bits: [G2, E2],
  hype: [A, C2, E2],
  poll: [D, A],
  prediction: [A, D],
  points: [D2],
  shoutout: [G, D2],
  charity: [E, A, C2],
  goal: [C, G, C2],
  ad: [D, C],
  moderation: [A, A],
}

const NOTE_SECONDS = 0.11
/** Raids and bombs of gifts bring many events at once: one tune stands for them. */
const PAUSE_MS = 600
/** A tune that starts later than that no longer tells what happens. */
const LATE_MS = 1_000

let context: AudioContext | undefined
let last = -Infinity

/** Plays the tune of a kind, unless the browser still waits for the viewer's first press. */
export function play(kind: string, volume: number, now = performance.now()) {
  const tune = TUNES[kind]
  if (!tune || now - last < PAUSE_MS) return
  last = now
  context ??= new AudioContext()
  const audio = context
  if (audio.state === 'running') sound(audio, tune, volume)
  else void soundSoon(audio, tune, volume)
}

/** Plays a tune if the browser lets sounds begin within a moment, as it does after a press. */
async function soundSoon(audio: AudioContext, tune: Tune, volume: number) {
  const since = performance.now()
  await audio.resume()
  if (performance.now() - since < LATE_MS) sound(audio, tune, volume)
}

function sound(audio: AudioContext, tune: Tune, volume: number) {
  tune.forEach((frequency, index) => {
    note(audio, frequency, index * NOTE_SECONDS, volume)
  })
}

/** A soft note that fades, without the click of a sudden start. */
function note(audio: AudioContext, frequency: number, after: number, volume: number) {
  const start = audio.currentTime + after
  const gain = audio.createGain()
  gain.gain.setValueAtTime(0, start)
  gain.gain.linearRampToValueAtTime(volume, start + 0.015)
  gain.gain.exponentialRampToValueAtTime(0.0001, start + NOTE_SECONDS * 2.5)
  const tone = audio.createOscillator()
  tone.type = 'triangle'
  tone.frequency.value = frequency
  tone.connect(gain).connect(audio.destination)
  tone.start(start)
  tone.stop(start + NOTE_SECONDS * 3)
}
