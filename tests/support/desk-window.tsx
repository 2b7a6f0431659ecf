import { render } from 'preact'
import { act } from 'preact/test-utils'
import { type Desk, useDeskWindow } from '../../src/desk-app/use-desk-window.ts'

/** A desk with nothing to see: what it has now, and its end. */
export async function openDeskWindow(): Promise<{ desk(): Desk | undefined; close(): Promise<void> }> {
  let desk: Desk | undefined
  const Window = () => {
    desk = useDeskWindow()
    return null
  }
  const root = document.createElement('div')
  await act(() => render(<Window />, root))
  return {
    desk: () => desk,
    close: async () => void (await act(() => render(null, root))),
  }
}
