export type HostCookie = ReturnType<typeof defineHostCookie>

/**
 * A cookie that browsers keep for this host alone, over HTTPS, out of reach of scripts and of requests that begin on other sites.
 *
 * @param value What the value looks like, without anchors; anything else is not read.
 */
export function defineHostCookie(name: string, value: RegExp) {
  const pattern = new RegExp(`(?:^|;\\s*)__Host-${name}=(${value.source})(?:;|$)`)
  return {
    /** Reads the value out of a `Cookie` header. */
    read: (cookies: string | null | undefined): string | undefined =>
      cookies ? pattern.exec(cookies)?.[1] : undefined,

    /** The `Set-Cookie` value; `maxAge` in seconds. Without a value, one that removes the cookie. */
    write(text: string | undefined, maxAge: number): string {
      const age = text === undefined ? 0 : maxAge
      return `__Host-${name}=${text ?? ''}; Path=/; Max-Age=${age}; Secure; HttpOnly; SameSite=Strict`
    },
  }
}
