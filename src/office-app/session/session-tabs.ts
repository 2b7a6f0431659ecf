import { useEffect, useRef } from 'preact/hooks'

const NAME = 'vi-bhyt-office-session'

/**
 * The session is one for all tabs of a browser: calls `onChange` when somebody has signed in or out in another
 * one, and when the browser shows this page as it had put it aside, which has heard nothing of that. Returns how to
 * tell the others.
 */
export function useSessionTabs(onChange: () => void): () => void {
  const listener = useRef(onChange)
  listener.current = onChange
  const channel = useRef<BroadcastChannel>(undefined)
  useEffect(() => {
    const tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel(NAME) : undefined
    channel.current = tabs
    if (tabs) tabs.onmessage = () => listener.current()
    const onReturn = ({ persisted }: PageTransitionEvent) => {
      if (persisted) listener.current()
    }
    addEventListener('pageshow', onReturn)
    return () => {
      tabs?.close()
      removeEventListener('pageshow', onReturn)
    }
  }, [])
  return () => channel.current?.postMessage(null)
}
