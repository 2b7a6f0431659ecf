import { expect, it, vi } from 'vitest'
import { broadcastSignOut, watchSignOut } from '../../../../src/app/browser/sign-out-broadcast.ts'

it('tells the other pages, and not the one that has the session to end yet', async () => {
  const other = new BroadcastChannel('vi-bhyt-left')
  const heard: unknown[] = []
  const listener = vi.fn()
  const stop = watchSignOut(listener)
  other.onmessage = ({ data }) => heard.push(data)
  broadcastSignOut()
  await vi.waitFor(() => expect(heard).toHaveLength(1))
  expect(listener).not.toHaveBeenCalled()
  other.postMessage('another page')
  await vi.waitFor(() => expect(listener).toHaveBeenCalledTimes(1))
  stop()
  other.close()
})
