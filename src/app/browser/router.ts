import { useEffect, useState } from 'preact/hooks'
import { type AppRoute, isAppRoute } from '../../core/api/app-routes.ts'

const changed = 'vi-bhyt:route'

function readRoute(): AppRoute {
  const { pathname } = location
  return isAppRoute(pathname) ? pathname : '/'
}

/** Goes to a screen without loading the page; `replace` leaves the present one out of the history. */
export function navigate(route: AppRoute, options: { replace?: boolean } = {}): void {
  if (options.replace) history.replaceState(null, '', route)
  else if (route !== location.pathname) history.pushState(null, '', route)
  dispatchEvent(new Event(changed))
}

/** The route on screen. Plain clicks on links to our own routes stay in the page. */
export function useRoute(): AppRoute {
  const [route, setRoute] = useState(readRoute)
  useEffect(() => {
    const update = () => setRoute(readRoute())
    addEventListener('popstate', update)
    addEventListener(changed, update)
    document.addEventListener('click', followLink)
    // A screen may have led on already: its effects run before this one.
    update()
    return () => {
      removeEventListener('popstate', update)
      removeEventListener(changed, update)
      document.removeEventListener('click', followLink)
    }
  }, [])
  return route
}

function followLink(event: MouseEvent): void {
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!isPlain || event.defaultPrevented || !link || link.origin !== location.origin || link.hash) return
  if (!isAppRoute(link.pathname)) return
  event.preventDefault()
  navigate(link.pathname)
}
