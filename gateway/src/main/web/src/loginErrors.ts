const SENTENCES = new Map([
  ['denied', 'You did not allow access at Twitch. Nothing was stored. Press Sign in to try again.'],
  ['expired', 'The sign-in took too long and was dropped. Press Sign in to start again.'],
  ['replayed', 'This sign-in was used already. Press Sign in to start a new one.'],
  [
    'forged',
    'The answer did not belong to a sign-in from this browser, so it was ignored. Press Sign in, and allow cookies for this page.',
  ],
  ['failed', 'Twitch did not confirm the sign-in. Press Sign in to try again.'],
  [
    'unavailable',
    'Twitch cannot be reached right now. Wait a minute, then press Sign in to try again.',
  ],
  ['signed-out', 'Your session has ended. Press Sign in to continue where you were.'],
])

export const loginErrorSentence = (code: string) =>
  SENTENCES.get(code) ?? 'The sign-in did not work. Press Sign in to try again.'
