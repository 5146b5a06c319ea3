// The control page. Sends requests to the JSON endpoints that tests use, and reads the state every
// second.
const at = (id) => document.getElementById(id)
const POINTS = 'channel.channel_points_'
const ADD = 'redemption.add'
const bits = (type) => () => ({ type })
const reward = (type) => () => ({ reward: { type } })
/** Buttons by group: a label, a type, and the fields of the event. */
const EVENTS = {
  Stream: [
    ['Go live', 'stream.online'], ['Go offline', 'stream.offline'], ['Any new title', 'channel.update'],
    ['Be raided', 'channel.raid'], ['Raid someone', 'channel.raid', (s) => ({ from_broadcaster_user_login: s })],
    ['Shared chat begins', 'channel.shared_chat.begin'], ['Shared chat changes', 'channel.shared_chat.update'], ['Shared chat ends', 'channel.shared_chat.end'],
    ['Ad break', 'channel.ad_break.begin'], ['Give a shoutout', 'channel.shoutout.create'], ['Receive a shoutout', 'channel.shoutout.receive'],
  ],
  Community: [
    ['Follow', 'channel.follow'], ['New VIP', 'channel.vip.add'], ['VIP removed', 'channel.vip.remove'],
    ['New moderator', 'channel.moderator.add'], ['Moderator removed', 'channel.moderator.remove'],
  ],
  'Subscriptions and Bits': [
    ['Subscribe', 'channel.subscribe'], ['Gift subs', 'channel.subscription.gift'], ['Resub', 'channel.subscription.message'], ['Subscription ends', 'channel.subscription.end'],
    ['Cheer', 'channel.bits.use'], ['Power-up', 'channel.bits.use', bits('power_up')], ['Combo', 'channel.bits.use', bits('combo')],
    ['Custom Power-up', 'channel.bits.use', bits('custom_power_up')], ['Power-up redeemed', 'channel.custom_power_up_redemption.add'],
    ['Cheer, old type', 'channel.cheer'],
  ],
  'Goals and charity': [
    ['Goal begins', 'channel.goal.begin'], ['Goal progress', 'channel.goal.progress'], ['Goal ends', 'channel.goal.end'],
    ['Campaign starts', 'channel.charity_campaign.start'], ['Donation', 'channel.charity_campaign.donate'],
    ['Campaign progress', 'channel.charity_campaign.progress'], ['Campaign stops', 'channel.charity_campaign.stop'],
  ],
  'Hype trains, polls, predictions': [
    ['Hype train', 'channel.hype_train.begin'], ['Hype train progress', 'channel.hype_train.progress'], ['Hype train ends', 'channel.hype_train.end'],
    ['Poll', 'channel.poll.begin'], ['Poll votes', 'channel.poll.progress'], ['Poll ends', 'channel.poll.end'],
    ['Prediction', 'channel.prediction.begin'], ['Prediction progress', 'channel.prediction.progress'],
    ['Prediction locks', 'channel.prediction.lock'], ['Prediction ends', 'channel.prediction.end'],
  ],
  'Channel points': [
    ['Redemption', `${POINTS}custom_reward_${ADD}`], ['Fulfilled', `${POINTS}custom_reward_redemption.update`],
    ['Refunded', `${POINTS}custom_reward_redemption.update`, () => ({ status: 'canceled' })],
    ['Highlighted message', `${POINTS}automatic_reward_${ADD}`, reward('send_highlighted_message')],
    ['Emote unlocked', `${POINTS}automatic_reward_${ADD}`, reward('chosen_sub_emote_unlock')],
    ['New reward', `${POINTS}custom_reward.add`], ['Reward changed', `${POINTS}custom_reward.update`], ['Reward removed', `${POINTS}custom_reward.remove`],
  ],
  Moderation: [
    ['Timeout', 'channel.ban'], ['Ban', 'channel.ban', () => ({ is_permanent: true, ends_at: null })], ['Unban', 'channel.unban'],
    ['Shield mode on', 'channel.shield_mode.begin'], ['Shield mode off', 'channel.shield_mode.end'],
    ['Unban request', 'channel.unban_request.create'], ['Unban decision', 'channel.unban_request.resolve'],
    ['Warning', 'channel.warning.send'], ['Warning acknowledged', 'channel.warning.acknowledge'],
    ['Suspicious message', 'channel.suspicious_user.message'], ['Suspicious user', 'channel.suspicious_user.update'],
    ['Chat settings', 'channel.chat_settings.update'], ['Moderator action', 'channel.moderate'],
    ['AutoMod holds', 'automod.message.hold'], ['AutoMod decision', 'automod.message.update'],
    ['AutoMod settings', 'automod.settings.update'], ['AutoMod terms', 'automod.terms.update'],
  ],
}
const CHAT = 'channel.chat.notification'
const NOTICES = [
  ['Sub', 'sub'], ['Resub', 'resub'], ['Gift sub', 'sub_gift'], ['Gifts to all', 'community_sub_gift'],
  ['Gift continued', 'gift_paid_upgrade'], ['Prime upgraded', 'prime_paid_upgrade'], ['Gift paid forward', 'pay_it_forward'],
  ['Raid', 'raid'], ['Raid cancelled', 'unraid'], ['Announcement', 'announcement'],
  ['Bits badge', 'bits_badge_tier'], ['Donation', 'charity_donation'],
  ['Watch streak', 'watch_streak'], ['Mod anniversary', 'modiversary'], ['Unknown', 'unknown'],
]
/** Notices that a shared chat also shows of other channels. */
const SHARED = [
  'sub', 'resub', 'sub_gift', 'community_sub_gift', 'gift_paid_upgrade', 'prime_paid_upgrade', 'pay_it_forward', 'raid',
  'announcement', 'modiversary',
]
const AWKWARD = [
  ['Duplicate (3 copies)', () => ({ copies: 3 })],
  ['Forged signature', () => ({ signature: 'forged' })],
  ['Old timestamp', () => ({ timestamp: new Date(Date.now() - 3600_000).toISOString() })],
]
const FAULTS = {
  'pusher-faults': [
    ['Slow, 2 s', { target: 'pusher', mode: 'slow', ms: 2000 }],
    ...[429, 500, 401, 403, 413].map((status) => [`Status ${status}`, { target: 'pusher', mode: 'status', status }]),
    ['Drop the answer', { target: 'pusher', mode: 'drop' }],
    ['Refuse connections', { target: 'pusher', mode: 'refuse' }],
    ...[4001, 4004, 4100, 4200].map((code) => [`Close sockets ${code}`, { target: 'pusher', mode: 'close', code }]),
  ],
  'twitch-faults': [
    ['Helix slow, 2 s', { target: 'helix', mode: 'slow', ms: 2000 }],
    ['Helix 500', { target: 'helix', mode: 'status', status: 500 }],
    ['Helix 429', { target: 'helix', mode: 'status', status: 429 }],
    ['OAuth 500', { target: 'oauth', mode: 'status', status: 500 }],
  ],
}
const SOCKET_FAULTS = [
  ['Reconnect all', 'reconnect', {}], ['Silence', 'silence', { on: true }], ['End silence', 'silence', { on: false }],
  ['Cut the connection', 'close', { code: 1006 }],
  ...[4000, 4002, 4005].map((code) => [`Close ${code}`, 'close', { code }]),
]
let chosen = 'tfue'
let names = {}

async function order(method, path, body) {
  const answer = await fetch(path, {
    method, headers: { 'Content-Type': 'application/json' }, body: body && JSON.stringify(body),
  })
  const text = await answer.text()
  const json = text ? JSON.parse(text) : {}
  at('answer').className = answer.ok ? 'good' : 'bad'
  at('answer').textContent = answer.ok ? done(json) : json.detail
  refresh()
}

function done(json) {
  if (json.sessions !== undefined) return json.sessions ? `Applied to ${json.sessions} session${json.sessions === 1 ? '' : 's'}.` : 'No open WebSocket.'
  if (!json.messages) return 'Done.'
  const count = json.messages.reduce((sum, message) => sum + message.deliveries, 0)
  return `Sent ${count} message${count === 1 ? '' : 's'}.`
}

function send(type, more = {}) {
  return order('POST', '/sandbox/events', { type, streamer: chosen, ...more })
}

function button(label, action) {
  const made = document.createElement('button')
  made.textContent = label
  made.addEventListener('click', action)
  return made
}

function table(id, heads, rows, nothing) {
  const head = document.createElement('tr')
  head.append(...heads.map((text) => Object.assign(document.createElement('th'), { textContent: text })))
  const lines = rows.map((row) => {
    const line = document.createElement('tr')
    line.append(...row.map((cell) => {
      const [text, look] = Array.isArray(cell) ? cell : [cell, '']
      return Object.assign(document.createElement('td'), { textContent: text, className: look })
    }))
    return line
  })
  const empty = document.createElement('tr')
  empty.append(Object.assign(document.createElement('td'), { textContent: nothing, className: 'empty' }))
  at(id).replaceChildren(...(rows.length ? [head, ...lines] : [empty]))
}

function card(streamer) {
  const made = document.createElement('button')
  made.className = streamer.live ? 'streamer live' : 'streamer'
  made.setAttribute('aria-pressed', streamer.login === chosen)
  const picture = Object.assign(document.createElement('img'), { src: `/avatars/${streamer.login}.svg`, width: 40, height: 40, alt: '' })
  const text = document.createElement('div')
  const name = Object.assign(document.createElement('b'), { textContent: streamer.name })
  const live = streamer.live ? `${streamer.viewers.toLocaleString('en')} watching` : 'offline'
  const more = Object.assign(document.createElement('span'), { textContent: streamer.watched ? `${live} · watched` : live })
  if (streamer.watched) more.className = 'watched'
  text.append(name, more)
  made.append(picture, text)
  made.title = `${streamer.title} – ${streamer.category}`
  made.addEventListener('click', () => { chosen = streamer.login; refresh() })
  return made
}

// Replaces the cards only after a change, to keep focus and hover.
let drawn = ''
function showStreamers(streamers) {
  const key = JSON.stringify([chosen, streamers])
  if (key === drawn) return
  drawn = key
  const focused = document.activeElement?.closest('.streamer')?.dataset.login
  at('streamers').replaceChildren(...streamers.map((streamer) => {
    const made = card(streamer)
    made.dataset.login = streamer.login
    return made
  }))
  if (focused) document.querySelector(`.streamer[data-login="${CSS.escape(focused)}"]`)?.focus()
}

// Replaces the names only after a change, so that they can be selected and copied.
let drawnNames = ''
function showNames({ accounts, channels }) {
  const key = JSON.stringify([accounts, channels])
  if (key === drawnNames) return
  drawnNames = key
  const bold = (text) => Object.assign(document.createElement('b'), { textContent: text })
  at('accounts').replaceChildren(...accounts.map(({ name, about }) => {
    const line = document.createElement('li')
    line.append(bold(name), Object.assign(document.createElement('span'), { textContent: about }))
    return line
  }))
  at('to-watch').replaceChildren(...channels.flatMap((login, n) => [n ? ', ' : '', bold(login)]))
}

// Replaces the choices only after a change, to keep the choice.
let drawnAccounts = ''
function showModerators(streamers) {
  const moderators = streamers.find(({ login }) => login === chosen)?.moderators ?? []
  at('moderators').textContent = moderators.map((login) => names[login] ?? login).join(', ') || 'none'
  const key = JSON.stringify(names)
  if (key === drawnAccounts) return
  drawnAccounts = key
  at('moderator').replaceChildren(...Object.entries(names).map(([login, name]) => new Option(name, login)))
}

const time = (text) => new Date(text).toLocaleTimeString('en', { hour12: false })

function show(state) {
  names = Object.fromEntries(state.streamers.map((streamer) => [streamer.login, streamer.name]))
  at('chosen').textContent = names[chosen] ?? chosen
  if (document.activeElement !== at('demo-life')) at('demo-life').checked = state.demoLife
  showNames(state.namesToTry)
  showStreamers(state.streamers)
  showModerators(state.streamers)
  at('active-faults').textContent = state.faults
    .map((f) => [f.target, f.mode, f.status ?? f.ms ?? f.code].filter(Boolean).join(' ')).join(' · ')
  table('channels', ['Channel', 'Listeners'], state.pusher.channels.map((c) => [c.name, c.subscribers]), 'No occupied channels.')
  table('publishes', ['Time', 'Channel', 'Event', 'Reached'],
    state.pusher.publishes.map((p) => [time(p.at), p.channel, p.name, p.receivedBy]), 'None yet.')
  table('websockets', ['User', 'Session', 'Subscriptions', 'State'],
    state.websockets.map((w) => [w.user || '–', w.id.slice(0, 8), w.subscriptions, [w.state, w.state === 'open' ? 'good' : 'bad']]),
    'No connections.')
  showShards(state.conduits)
  table('deliveries', ['Time', 'Streamer', 'Type', 'Message', 'Via', 'Outcome', 'Answer', 'Tries', 'Took'],
    state.deliveries.map((d) => [
      time(d.timestamp), d.streamer, d.messageType === 'notification' ? d.subscriptionType : d.messageType,
      d.messageId.slice(0, 8), d.via, [d.outcome, d.outcome === 'delivered' ? 'good' : d.outcome === 'failed' ? 'bad' : ''],
      d.status || d.fault || '–', d.attempts, `${d.latencyMs} ms`,
    ]), 'None yet.')
  at('cost').textContent = `cost ${state.totalCost}`
  table('subscriptions', ['Streamer', 'Type', 'Version', 'Status', 'Transport'],
    state.subscriptions.map((s) => [s.streamer, s.type, s.version, [s.status, s.status === 'enabled' ? 'good' : 'bad'], goesTo(s.transport)]),
    'No subscriptions. Open the product and watch a streamer.')
}

function goesTo(transport) {
  return transport.callback ?? `${transport.method} ${(transport.session_id ?? transport.conduit_id).slice(0, 8)}`
}

// Replaces the buttons only after a change of the shards.
let drawnShards = ''
function showShards(conduits) {
  const shards = conduits.flatMap((conduit) => conduit.shards.map((shard) => ({ conduit: conduit.id, ...shard })))
  table('shards', ['Conduit', 'Shard', 'Status', 'Transport'],
    shards.slice(0, 50).map((s) => [s.conduit.slice(0, 8), s.id, [s.status, s.status === 'enabled' ? 'good' : 'bad'], goesTo(s.transport)]),
    'No shards.')
  const enabled = shards.filter((shard) => shard.status === 'enabled').slice(0, 12)
  const key = JSON.stringify(enabled)
  if (key === drawnShards) return
  drawnShards = key
  at('disable-shard').replaceChildren(...enabled.map((shard) =>
    button(`Disable shard ${shard.id}`, () => order('POST', `/sandbox/conduits/${shard.conduit}/shards/${shard.id}/disable`, {}))))
}

let timer
async function refresh() {
  clearTimeout(timer)
  try {
    show(await (await fetch('/sandbox/state?limit=25')).json())
  } catch {
    at('answer').className = 'bad'
    at('answer').textContent = 'The sandbox does not answer.'
  }
  timer = setTimeout(refresh, 1000)
}

function group(name, buttons) {
  const made = document.createElement('details')
  made.open = name === 'Stream'
  const row = Object.assign(document.createElement('div'), { className: 'buttons' })
  row.append(...buttons)
  made.append(Object.assign(document.createElement('summary'), { textContent: name }), row)
  return made
}

const notice = (kind) => () => send(CHAT, { event: { notice_type: kind } })
at('events').append(
  ...Object.entries(EVENTS).map(([name, events]) =>
    group(name, events.map(([label, type, event]) => button(label, () => send(type, event ? { event: event(chosen) } : {}))))),
  group('Chat notices', NOTICES.map(([label, kind]) => button(label, notice(kind)))),
  group('Chat notices of a shared chat', NOTICES.filter(([, kind]) => SHARED.includes(kind))
    .map(([label, kind]) => button(label, notice(`shared_chat_${kind}`)))),
)
at('type').append(...[...new Set([...Object.values(EVENTS).flat().map(([, type]) => type), CHAT])].map((type) => new Option(type, type)))
at('awkward').append(
  ...AWKWARD.map(([label, more]) => button(label, () => send(at('type').value, more()))),
  button('Revoke the subscription', () => send('revocation', { subscriptionType: at('type').value, reason: 'user_removed' })),
)
Object.entries(FAULTS).forEach(([id, faults]) =>
  at(id).append(...faults.map(([label, fault]) => button(label, () => order('POST', '/sandbox/faults', fault)))))
at('socket-faults').append(...SOCKET_FAULTS.map(([label, what, body]) =>
  button(label, () => order('POST', `/sandbox/websockets/${what}`, body))))
at('pusher-faults').append(button('Close all sockets', () => order('POST', '/sandbox/pusher/disconnect', { code: 4100 })))
at('twitch-faults').append(
  button('Expire user tokens', () => order('POST', '/sandbox/tokens/expire')),
  button('Withdraw this streamer’s consent', () => order('POST', `/sandbox/users/${chosen}/disconnect`)),
)
const changeModerator = (method) => () => order(method, `/sandbox/users/${chosen}/moderators/${at('moderator').value}`, {})
at('appoint').addEventListener('click', changeModerator('PUT'))
at('remove-moderator').addEventListener('click', changeModerator('DELETE'))
at('clear-faults').addEventListener('click', () => order('DELETE', '/sandbox/faults'))
at('send-burst').addEventListener('click', () => send(at('type').value, { count: Number(at('burst').value) }))
at('demo-life').addEventListener('change', (e) => order('PUT', '/sandbox/demo-life', { on: e.target.checked }))
at('title-form').addEventListener('submit', (e) => {
  e.preventDefault()
  send('channel.update', { event: { title: at('title').value || 'A new title' } })
})
refresh()
