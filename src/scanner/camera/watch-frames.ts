/**
 * Calls `onFrame` for every new picture of a video until the returned function is called: with `requestVideoFrameCallback`, else
 * (Firefox before 132) with each screen refresh on which the video has moved on.
 */
export function watchFrames(video: HTMLVideoElement, onFrame: () => void): () => void {
  let isWatching = true
  let handle = 0
  if (typeof video.requestVideoFrameCallback === 'function') {
    const next = () => {
      if (!isWatching) return
      handle = video.requestVideoFrameCallback(next)
      onFrame()
    }
    handle = video.requestVideoFrameCallback(next)
    return () => {
      isWatching = false
      video.cancelVideoFrameCallback(handle)
    }
  }
  let shownAt = -1
  const next = () => {
    if (!isWatching) return
    handle = requestAnimationFrame(next)
    if (video.currentTime === shownAt) return
    shownAt = video.currentTime
    onFrame()
  }
  handle = requestAnimationFrame(next)
  return () => {
    isWatching = false
    cancelAnimationFrame(handle)
  }
}
