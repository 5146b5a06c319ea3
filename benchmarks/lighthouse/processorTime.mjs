/**
 * A trace of Chromium in which each task lasts as long as it held a processor. The time in which a thread waited for a
 * processor, since other programs ran, is not the page's.
 */
export function inProcessorTime(trace) {
  const threads = new Map()
  for (const event of trace.traceEvents) {
    const thread = `${event.pid}:${event.tid}`
    if (!threads.has(thread)) threads.set(thread, [])
    threads.get(thread).push(event)
  }
  const events = [...threads.values()].flatMap(shortened)
  return { ...trace, traceEvents: events.sort((one, other) => one.ts - other.ts) }
}

/** The events of one thread. An event in a task keeps its distance from the task's start, in processor time. */
function shortened(events) {
  const sorted = events.toSorted((one, other) => one.ts - other.ts || length(other) - length(one))
  let task
  return sorted.map((event) => {
    if (event.tts === undefined) return event
    if (!task || event.ts >= task.ts + task.dur) {
      if (event.ph !== 'X' || event.tdur === undefined) return event
      task = event
    }
    const ts = task.ts + (event.tts - task.tts)
    return event.ph === 'X' ? { ...event, ts, dur: event.tdur ?? event.dur } : { ...event, ts }
  })
}

const length = ({ dur }) => dur ?? 0
