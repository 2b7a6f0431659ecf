import { useEffect, useRef } from 'preact/hooks'

const NAME = 'vi-bhyt-office-session'

/**
 * The session is one for all tabs of a browser: calls `onChange` when somebody has signed in or out in
 * another one, where the browser has `BroadcastChannel`. A page that the browser puts aside as it is hears
 * nothing of that: for it, `onChange` is called when it is put aside, so that nothing is painted before it is
 * known whose the session is, and when it is shown again. Returns how to tell the others.
 */
export function useSessionTabs(onChange: () => void): () => void {
  const listener = useRef(onChange)
  listener.current = onChange
  const channel = useRef<BroadcastChannel>(undefined)
  useEffect(() => {
    const tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel(NAME) : undefined
    channel.current = tabs
    if (tabs) tabs.onmessage = () => listener.current()
    const onAside = ({ persisted }: PageTransitionEvent) => {
      if (persisted) listener.current()
    }
    addEventListener('pagehide', onAside)
    addEventListener('pageshow', onAside)
    return () => {
      tabs?.close()
      removeEventListener('pagehide', onAside)
      removeEventListener('pageshow', onAside)
    }
  }, [])
  return () => channel.current?.postMessage(null)
}
