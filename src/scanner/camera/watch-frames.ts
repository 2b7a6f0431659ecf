/**
 * A browser that has `requestVideoFrameCallback` and never calls it within this time (milliseconds) will not
 * call it later.
 */
const PATIENCE = 1_000

/**
 * Calls `onFrame` for every new picture of a video until the returned function is called: with
 * `requestVideoFrameCallback`; where there is none (Firefox before 132) or it is never called (WebKit without
 * accelerated compositing), with each screen refresh on which the video has moved on.
 */
export function watchFrames(video: HTMLVideoElement, onFrame: () => void): () => void {
  if (typeof video.requestVideoFrameCallback !== 'function') return watchRefreshes(video, onFrame)
  let stop = watchCallbacks(video, () => {
    clearTimeout(timer)
    onFrame()
  })
  const timer = setTimeout(() => {
    // A video that does not play yet owes no picture.
    if (video.currentTime === 0) return
    stop()
    stop = watchRefreshes(video, onFrame)
  }, PATIENCE)
  return () => {
    clearTimeout(timer)
    stop()
  }
}

function watchCallbacks(video: HTMLVideoElement, onFrame: () => void): () => void {
  let isWatching = true
  const next = () => {
    if (!isWatching) return
    handle = video.requestVideoFrameCallback(next)
    onFrame()
  }
  let handle = video.requestVideoFrameCallback(next)
  return () => {
    isWatching = false
    video.cancelVideoFrameCallback(handle)
  }
}

function watchRefreshes(video: HTMLVideoElement, onFrame: () => void): () => void {
  let isWatching = true
  let shownAt = -1
  const next = () => {
    if (!isWatching) return
    handle = requestAnimationFrame(next)
    if (video.currentTime === shownAt) return
    shownAt = video.currentTime
    onFrame()
  }
  let handle = requestAnimationFrame(next)
  return () => {
    isWatching = false
    cancelAnimationFrame(handle)
  }
}
