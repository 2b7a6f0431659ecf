import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { PictureSize } from '../../../pictures/crop.ts'

/** What dragging and pinching do; moves in pixels of the frame. */
type Acts = { move: (x: number, y: number) => void; zoom: (factor: number) => void }

/** One pointer drags the picture, two pinch it, the wheel zooms. */
export function usePointerCrop(
  canvas: RefObject<HTMLCanvasElement | null>,
  frame: PictureSize,
  acts: Acts,
): void {
  const latest = useRef(acts)
  latest.current = acts
  useEffect(() => {
    const element = canvas.current
    if (!element) return undefined
    const pointers = new Map<number, { x: number; y: number }>()
    const perPixel = () => frame.width / Math.max(1, element.clientWidth)
    const press = (event: PointerEvent) => {
      element.setPointerCapture(event.pointerId)
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    }
    const drag = (event: PointerEvent) => {
      const before = pointers.get(event.pointerId)
      if (!before) return
      const spreadBefore = spread(pointers)
      const now = { x: event.clientX, y: event.clientY }
      pointers.set(event.pointerId, now)
      const share = perPixel() / pointers.size
      latest.current.move((now.x - before.x) * share, (now.y - before.y) * share)
      if (spreadBefore > 0) latest.current.zoom(spread(pointers) / spreadBefore)
    }
    const release = (event: PointerEvent) => pointers.delete(event.pointerId)
    const roll = (event: WheelEvent) => {
      event.preventDefault()
      latest.current.zoom(Math.exp(-event.deltaY / 500))
    }
    element.addEventListener('pointerdown', press)
    element.addEventListener('pointermove', drag)
    element.addEventListener('pointerup', release)
    element.addEventListener('pointercancel', release)
    element.addEventListener('wheel', roll, { passive: false })
    return () => {
      element.removeEventListener('pointerdown', press)
      element.removeEventListener('pointermove', drag)
      element.removeEventListener('pointerup', release)
      element.removeEventListener('pointercancel', release)
      element.removeEventListener('wheel', roll)
    }
  }, [frame.width])
}

/** How far apart two pointers are; 0 for any other number of them. */
function spread(pointers: ReadonlyMap<number, { x: number; y: number }>): number {
  const [one, other, third] = [...pointers.values()]
  return one && other && !third ? Math.hypot(one.x - other.x, one.y - other.y) : 0
}
