// Lighthouse scores of the sign-in page and, after signing in, of home and of a stream.
// Run by ./bench lighthouse: node measure.mjs <address of the page> <address of the sandbox>; CHROMIUM names the browser.
import { desktopConfig } from 'lighthouse'
import { navigationGather } from 'lighthouse/core/gather/navigation-runner.js'
import { Runner } from 'lighthouse/core/runner.js'
import puppeteer from 'puppeteer-core'
import { inProcessorTime } from './processorTime.mjs'

const [page, sandbox] = process.argv.slice(2)
const STREAM = '#/home?streamer=tfue'
const EVENTS = 40
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo']
const DEVICES = { phone: undefined, desktop: desktopConfig }
// A single run says little: other work on the machine counts as work of the page, and a new server is slow.
const RUNS = 5
const MEASURES = [
  'first paint s',
  'largest paint s',
  'blocked ms',
  'shift',
  'kB',
  'performance of all runs',
  'by processor time',
  'calibrated',
  'BenchmarkIndex',
]
// Lighthouse takes the processor of a fast desktop, of this BenchmarkIndex, for four times as fast as that of a phone, and its
// documentation asks to slow other machines in proportion.
const FAST_DESKTOP = 1_750
const HEADER = [...CATEGORIES, ...MEASURES]

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM,
  // Chromium draws the hidden lists of its address bar even without a window.
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup',
  ],
})
try {
  row('', HEADER)
  await measure('#/login')
  await signIn()
  await measure('#/home')
  await causeEvents()
  await measure(STREAM)
} finally {
  await browser.close()
}

/** Prints the run of median performance for each device. */
async function measure(route) {
  for (const [device, config] of Object.entries(DEVICES)) {
    const runs = []
    for (let n = 0; n < RUNS; n++) runs.push(await run(route, config))
    runs.sort((one, other) => performance(one.elapsed) - performance(other.elapsed))
    const { elapsed: median, index } = runs[Math.floor(RUNS / 2)]
    const { audits, categories } = median
    const seconds = (name) => (audits[name].numericValue / 1000).toFixed(1)
    row(`${route} ${device}`, [
      ...CATEGORIES.map((name) => Math.round(categories[name].score * 100)),
      seconds('first-contentful-paint'),
      seconds('largest-contentful-paint'),
      Math.round(audits['total-blocking-time'].numericValue),
      audits['cumulative-layout-shift'].numericValue.toFixed(3),
      Math.round(audits['total-byte-weight'].numericValue / 1000),
      runs.map(({ elapsed }) => performance(elapsed)).join(' '),
      runs.map(({ processor }) => performance(processor)).join(' '),
      runs.map(({ calibrated }) => performance(calibrated)).join(' '),
      Math.round(index),
    ])
    for (const audit of failedAudits(median)) console.log(`    ${audit}`)
  }
}

/**
 * One load of the page, audited as it was seen, as if nothing else had run on the machine, and as if the machine had the
 * speed that Lighthouse expects.
 */
async function run(route, config) {
  const tab = await browser.newPage()
  const flags = { onlyCategories: CATEGORIES }
  const { artifacts, runnerOptions } = await navigationGather(tab, page + route, { config, flags })
  await tab.close()
  const audit = async (it, options) =>
    (await Runner.audit(it, { ...runnerOptions, ...options, computedCache: new Map() })).lhr
  const elapsed = await audit(artifacts)
  const inTime = { ...artifacts, Trace: inProcessorTime(artifacts.Trace) }
  const processor = await audit(inTime)
  const index = artifacts.BenchmarkIndex
  const calibrated = await audit(slowed(inTime, index), {
    resolvedConfig: slowed(runnerOptions.resolvedConfig, index),
  })
  return { elapsed, processor, calibrated, index }
}

/** Artifacts or a configuration with a slowdown of the processor in proportion to its speed. */
function slowed(it, index) {
  const { cpuSlowdownMultiplier } = it.settings.throttling
  const fitting = Math.max(1, (cpuSlowdownMultiplier * index) / FAST_DESKTOP)
  const throttling = { ...it.settings.throttling, cpuSlowdownMultiplier: fitting }
  return { ...it, settings: { ...it.settings, throttling } }
}

function performance({ categories }) {
  return Math.round(categories.performance.score * 100)
}

/** The failed audits of all categories but performance: each of them can be fixed on its own. */
function failedAudits({ audits, categories }) {
  return CATEGORIES.slice(1)
    .flatMap((name) => categories[name].auditRefs)
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
    .map(({ id }) => `${audits[id].title}: ${JSON.stringify(audits[id].details?.items)}`)
}

async function signIn() {
  const tab = await browser.newPage()
  await tab.goto(page)
  await (await tab.waitForSelector('[data-testid=login-button]')).click()
  await (await tab.waitForSelector('input[value=tfue]')).click()
  await (await tab.waitForSelector('[name=decision][value=authorize]')).click()
  await tab.waitForSelector('[data-testid=viewer-name]')
  await tab.close()
}

/** Fills the feed of the stream, which somebody has to watch meanwhile. */
async function causeEvents() {
  const tab = await browser.newPage()
  await tab.goto(page + STREAM)
  await tab.waitForSelector('[data-testid=connection][data-state=live]')
  for (let n = 0; n < EVENTS; n++) {
    const update = { type: 'channel.update', streamer: 'tfue', event: { title: `Title ${n}` } }
    const body = JSON.stringify(n % 2 ? { type: 'channel.raid', streamer: 'tfue' } : update)
    const headers = { 'Content-Type': 'application/json' }
    const { ok } = await fetch(`${sandbox}/sandbox/events`, { method: 'POST', headers, body })
    if (!ok) throw new Error(`The sandbox refused ${body}`)
  }
  await tab.waitForFunction(
    (all) => document.querySelector('[data-testid=count]')?.textContent.startsWith(all),
    {},
    String(EVENTS),
  )
  await tab.close()
}

function row(name, cells) {
  const shown = cells.map((cell, n) => String(cell).padStart(HEADER[n].length))
  console.log(`  ${name.padEnd(28)}  ${shown.join('  ')}`)
}
