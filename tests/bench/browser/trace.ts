import type { Browser } from './devtools.ts'

/** One entry of a trace; times in microseconds, `tdur` of the thread's own processor time. */
type TraceEvent = {
  name: string
  ph: string
  ts: number
  pid: number
  tid: number
  dur?: number
  tdur?: number
}

/** A task of a page's main thread: when it began after the navigation, and the processor's time, in ms. */
export type MainThreadTask = { at: number; cpu: number }

const categories = ['toplevel', 'loading', 'blink.user_timing', 'devtools.timeline']
const taskNames = ['ThreadControllerImpl::RunTask', 'RunTask']

/**
 * Runs `work`, which navigates one page once, and returns its first contentful paint and the
 * tasks of its main thread that ended after it. Their time is what the thread had of the processor:
 * neighbours on a busy machine do not count.
 */
export async function traceMainThread(
  browser: Browser,
  work: () => Promise<void>,
): Promise<{ paint: number; tasks: MainThreadTask[] }> {
  await browser.send('Tracing.start', {
    transferMode: 'ReturnAsStream',
    traceConfig: { includedCategories: categories },
  })
  await work()
  const complete = browser.waitFor('Tracing.tracingComplete', undefined, () => true)
  await browser.send('Tracing.end')
  const { stream } = await complete
  return readMainThread(await readStream(browser, stream))
}

async function readStream(browser: Browser, handle: unknown): Promise<string> {
  let text = ''
  for (;;) {
    const { data, base64Encoded, eof } = await browser.send('IO.read', { handle, size: 4_000_000 })
    text += base64Encoded === true ? Buffer.from(String(data), 'base64').toString() : String(data)
    if (eof === true) return text
  }
}

function readMainThread(trace: string): { paint: number; tasks: MainThreadTask[] } {
  const { traceEvents } = JSON.parse(trace) as { traceEvents: TraceEvent[] }
  const painted = traceEvents.findLast(({ name }) => name === 'firstContentfulPaint')
  if (!painted) throw new Error('the trace has no first paint')
  const began = traceEvents.findLast(
    ({ name, pid, ts }) => name === 'navigationStart' && pid === painted.pid && ts <= painted.ts,
  )
  if (!began) throw new Error('the trace has no navigation')
  const onMainThread = traceEvents.filter(
    ({ pid, tid, ph }) => pid === painted.pid && tid === painted.tid && ph === 'X',
  )
  const name = taskNames.find((each) => onMainThread.some((event) => event.name === each))
  return {
    paint: (painted.ts - began.ts) / 1000,
    tasks: onMainThread
      .filter((event) => event.name === name && event.ts + (event.dur ?? 0) > painted.ts)
      .map(({ ts, tdur = 0 }) => ({ at: (ts - began.ts) / 1000, cpu: tdur / 1000 })),
  }
}
