/**
 * Scrolling as a finger does it, by the browser's own account of every frame: a script that moves the page
 * would measure itself. A frame counts as dropped when something was to be shown in it, it was not, and the
 * eye could see that (Chromium's frame reports).
 */
import type { Browser, Session } from './devtools.ts'

/** Two screens of a phone a second. */
const PIXELS_A_SECOND = 1200
const LONGEST_WAY = 12_000

type FrameReport = {
  state: string
  scroll_state: string
  affects_smoothness: boolean
  has_missing_content: boolean
}
type TraceEvent = { name: string; args?: { frame_reporter?: FrameReport } }

export type Scrolled = {
  /** Frames with something new to show while the page moved. */
  readonly frames: number
  readonly dropped: number
  /** Frames that showed a place before what stands there was drawn. */
  readonly unfinished: number
}

/** Scrolls down from where the page stands, as far as it goes or ten seconds long. */
export async function scrollDown(browser: Browser, session: Session): Promise<Scrolled> {
  const way = Number(await session.evaluate(`document.scrollingElement.scrollHeight - innerHeight - scrollY`))
  const reports = await recordFrames(browser, () =>
    session.send('Input.synthesizeScrollGesture', {
      x: 200,
      y: 300,
      yDistance: -Math.min(way, LONGEST_WAY),
      speed: PIXELS_A_SECOND,
      gestureSourceType: 'mouse',
      preventFling: true,
    }),
  )
  const moving = reports.filter(
    ({ state, scroll_state }) => scroll_state !== 'SCROLL_NONE' && state !== 'STATE_NO_UPDATE_DESIRED',
  )
  if (way > 0 && moving.length === 0) throw new Error('the page did not scroll')
  const dropped = moving.filter(
    ({ state, affects_smoothness }) => state === 'STATE_DROPPED' && affects_smoothness,
  )
  const unfinished = moving.filter(({ has_missing_content }) => has_missing_content)
  return { frames: moving.length, dropped: dropped.length, unfinished: unfinished.length }
}

async function recordFrames(browser: Browser, act: () => Promise<unknown>): Promise<FrameReport[]> {
  await browser.send('Tracing.start', {
    transferMode: 'ReturnAsStream',
    traceConfig: { includedCategories: ['cc', 'benchmark'] },
  })
  const complete = browser.waitFor('Tracing.tracingComplete', undefined, () => true)
  await act()
  await browser.send('Tracing.end')
  const handle = (await complete)['stream']
  let text = ''
  for (let ended = false; !ended; ) {
    const part = await browser.send('IO.read', { handle, size: 4_000_000 })
    text += String(part['data'])
    ended = part['eof'] === true
  }
  const { traceEvents } = JSON.parse(text) as { traceEvents: TraceEvent[] }
  return traceEvents.flatMap(({ name, args }) =>
    name === 'PipelineReporter' && args?.frame_reporter ? [args.frame_reporter] : [],
  )
}
