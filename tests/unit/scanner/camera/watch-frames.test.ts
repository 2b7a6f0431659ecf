import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watchFrames } from '../../../../src/scanner/camera/watch-frames.ts'

/** A video whose callbacks and screen refreshes come when the test says. */
function createVideo() {
  const callbacks = new Map<number, () => void>()
  let handles = 0
  const video = {
    currentTime: 0,
    requestVideoFrameCallback: (callback: () => void) => {
      handles += 1
      callbacks.set(handles, callback)
      return handles
    },
    cancelVideoFrameCallback: (handle: number) => callbacks.delete(handle),
  }
  const call = () => {
    const due = [...callbacks.values()]
    callbacks.clear()
    for (const callback of due) callback()
  }
  return { video: video as unknown as HTMLVideoElement & { currentTime: number }, call, callbacks }
}

describe('watching the pictures of a video', () => {
  let refreshes: (() => void)[] = []
  const refresh = () => {
    const due = refreshes
    refreshes = []
    for (const callback of due) callback()
  }
  beforeEach(() => {
    refreshes = []
    vi.useFakeTimers()
    vi.stubGlobal('requestAnimationFrame', (callback: () => void) => refreshes.push(callback))
    vi.stubGlobal('cancelAnimationFrame', () => {
      refreshes = []
    })
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('takes the callbacks of the video where they come, and nothing else', () => {
    const { video, call } = createVideo()
    const onFrame = vi.fn()
    const stop = watchFrames(video, onFrame)
    video.currentTime = 0.1
    call()
    vi.advanceTimersByTime(5_000)
    call()
    expect(onFrame).toHaveBeenCalledTimes(2)
    expect(refreshes).toEqual([])
    stop()
    call()
    expect(onFrame).toHaveBeenCalledTimes(2)
  })

  it('goes over to the screen refreshes where the video plays but its callback never comes', () => {
    const { video, callbacks } = createVideo()
    const onFrame = vi.fn()
    const stop = watchFrames(video, onFrame)
    video.currentTime = 0.9
    vi.advanceTimersByTime(1_000)
    expect(callbacks.size).toBe(0)
    refresh()
    refresh()
    expect(onFrame).toHaveBeenCalledTimes(1)
    video.currentTime = 1
    refresh()
    expect(onFrame).toHaveBeenCalledTimes(2)
    stop()
    video.currentTime = 2
    refresh()
    expect(onFrame).toHaveBeenCalledTimes(2)
  })

  it('waits on for a video that does not play yet', () => {
    const { video, call } = createVideo()
    const onFrame = vi.fn()
    watchFrames(video, onFrame)
    vi.advanceTimersByTime(3_000)
    call()
    expect(onFrame).toHaveBeenCalledTimes(1)
  })
})
