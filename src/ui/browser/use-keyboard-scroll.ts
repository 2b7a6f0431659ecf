import { useLayoutEffect, useRef } from 'preact/hooks'

/**
 * The ref of a region that may be wider than the screen: as long as it is, the keyboard reaches it and moves
 * it (WCAG 2.1.1), which not every browser provides by itself; where everything is in sight, it is no stop on
 * the way.
 */
export function useKeyboardScroll() {
  const region = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const element = region.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => {
      if (element.scrollWidth > element.clientWidth) element.tabIndex = 0
      else element.removeAttribute('tabindex')
    })
    // What is in it may grow by itself: a picture that comes, or is shown in its actual size.
    for (const each of [element, ...element.children]) observer.observe(each)
    return () => observer.disconnect()
  }, [])
  return region
}
