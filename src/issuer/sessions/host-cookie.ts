export type HostCookie = ReturnType<typeof defineHostCookie>

/**
 * How a browser is told to keep a cookie: for this host alone and over HTTPS (`__Host-`, `Secure`), or
 * plainly, which is for a demo over plain HTTP on the machine itself: WebKit drops the other kind there.
 */
export type CookieForm = 'host' | 'plain'

/** The form of the cookies for an origin; `isDemo` when everything that is certified is a specimen. */
export function chooseCookieForm(origin: string, isDemo: boolean): CookieForm {
  return isDemo && /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin) ? 'plain' : 'host'
}

/**
 * A cookie out of reach of scripts and of requests that begin on other sites. In the form `host` browsers
 * keep it for this host alone, over HTTPS; what is written in one form is never read in the other.
 *
 * @param value What the value looks like, without anchors; anything else is not read.
 */
export function defineHostCookie(name: string, value: RegExp) {
  const names = { host: `__Host-${name}`, plain: name }
  // Blanks alone: what else looks empty, such as U+00A0, is part of a name for browsers, which let a
  // neighbouring host set one that only looks like ours.
  const toPattern = (full: string) => new RegExp(`(?:^|; *)${full}=(${value.source})(?:;|$)`)
  const patterns = { host: toPattern(names.host), plain: toPattern(names.plain) }
  return {
    /** Reads the value out of a `Cookie` header. */
    read: (cookies: string | null | undefined, form: CookieForm): string | undefined =>
      cookies ? patterns[form].exec(cookies)?.[1] : undefined,

    /** The `Set-Cookie` value; `maxAge` in seconds. Without a value, one that removes the cookie. */
    write(text: string | undefined, maxAge: number, form: CookieForm): string {
      const age = text === undefined ? 0 : maxAge
      const secure = form === 'host' ? 'Secure; ' : ''
      return `${names[form]}=${text ?? ''}; Path=/; Max-Age=${age}; ${secure}HttpOnly; SameSite=Strict`
    },
  }
}
