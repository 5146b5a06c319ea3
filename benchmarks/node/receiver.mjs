// A minimal receiver in Node, to compare with: checks signature and age, drops message ids that it has seen, and sends events to
// Pusher in batches of ten. Twitch gets its answer at once, before Pusher has accepted the event; the product waits for that.
//   node receiver.mjs PORT SECRET PUSHER_PORT
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { Agent, createServer, request } from 'node:http'

const [port, secret, pusherPort] = process.argv.slice(2)
const EVENTS_A_CALL = 10
const SEEN = 125_000
const agent = new Agent({ keepAlive: true, maxSockets: 16 })
let seen = new Set()
let seenBefore = new Set()
let waiting = []
let scheduled = false

function flush() {
  scheduled = false
  const events = waiting
  waiting = []
  for (let i = 0; i < events.length; i += EVENTS_A_CALL) {
    trigger(events.slice(i, i + EVENTS_A_CALL))
  }
}

function trigger(batch) {
  const body = Buffer.from(JSON.stringify({ batch }))
  const md5 = createHash('md5').update(body).digest('hex')
  const now = Math.floor(Date.now() / 1000)
  const query = `auth_key=benchmark-key&auth_timestamp=${now}&auth_version=1.0&body_md5=${md5}`
  const path = '/apps/1/batch_events'
  const signature = createHmac('sha256', 'benchmark-secret').update(`POST\n${path}\n${query}`).digest('hex')
  request({
    agent,
    host: '127.0.0.1',
    port: pusherPort,
    method: 'POST',
    path: `${path}?${query}&auth_signature=${signature}`,
    headers: { 'content-type': 'application/json', 'content-length': body.length },
  }, answer => answer.resume()).end(body)
}

function deliver(id, message) {
  const { type } = message.subscription
  const event = message.event
  const data = {
    id,
    type,
    at: event.redeemed_at ?? event.started_at ?? new Date().toISOString(),
    streamer: { id: event.broadcaster_user_id, login: event.broadcaster_user_login, name: event.broadcaster_user_name },
    headline: `${event.user_name} redeemed ${event.reward?.title}`,
    details: event,
  }
  waiting.push({ channel: event.broadcaster_user_login, name: type, data: JSON.stringify(data) })
  if (!scheduled) {
    scheduled = true
    setImmediate(flush)
  }
}

function status(headers, body) {
  const id = headers['twitch-eventsub-message-id']
  const at = headers['twitch-eventsub-message-timestamp']
  const claimed = headers['twitch-eventsub-message-signature']
  if (!id || !at || !claimed || Math.abs(Date.now() - Date.parse(at)) > 600_000) {
    return 400
  }
  const genuine = Buffer.from('sha256=' + createHmac('sha256', secret).update(id).update(at).update(body).digest('hex'))
  const given = Buffer.from(claimed)
  if (given.length !== genuine.length || !timingSafeEqual(given, genuine)) {
    return 403
  }
  if (!seen.has(id) && !seenBefore.has(id)) {
    // To delete the first id of a large set, V8 passes over all that were deleted before: that doubled the cost of a message.
    if (seen.size >= SEEN) {
      seenBefore = seen
      seen = new Set()
    }
    seen.add(id)
    deliver(id, JSON.parse(body))
  }
  return 204
}

createServer((incoming, outgoing) => {
  const parts = []
  incoming.on('data', part => parts.push(part))
  incoming.on('end', () => {
    outgoing.statusCode = status(incoming.headers, parts.length === 1 ? parts[0] : Buffer.concat(parts))
    outgoing.end()
  })
}).listen(Number(port), '127.0.0.1')
