import { useEffect, useRef } from 'preact/hooks'

/** What was read is where reading goes on, by eye and by screen reader. */
export function useFocusOnStage(stage: string): void {
  const shown = useRef(stage)
  useEffect(() => {
    if (shown.current === stage) return
    shown.current = stage
    scrollTo(0, 0)
    document.getElementById('main')?.focus({ preventScroll: true })
  }, [stage])
}
