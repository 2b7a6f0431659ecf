/** What a person does at the stand-in for VNeID. */
export type VneidChoice = {
  /** `id` of a StandInPerson. */
  readonly person: string
  readonly level?: 'level1' | 'level2'
  readonly cancels?: boolean
}

/**
 * Goes through the stand-in's pages as a browser without scripts does, with a cookie jar of its own, and gives the parameters with which
 * it is sent back to the app.
 */
export async function visitVneid(url: string, choice: VneidChoice): Promise<Record<string, string>> {
  const jar = new Map<string, string>()
  const form = new URLSearchParams({
    person: choice.person,
    level: choice.level ?? 'level2',
    do: choice.cancels ? 'cancel' : 'login',
  })
  let [address, body]: [string, URLSearchParams | undefined] = [url, undefined]
  for (let steps = 0; steps < 10; steps++) {
    const answer: Response = await fetch(address, {
      redirect: 'manual',
      headers: { Cookie: [...jar].map((pair) => pair.join('=')).join('; ') },
      ...(body && { method: 'POST', body }),
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=')
      jar.set(name, value)
    }
    const location = answer.headers.get('location')
    if (location === null) {
      const page = await answer.text()
      if (!page.includes('<form')) throw new Error(`The provider answered ${answer.status} ${page}`)
      body = form
      continue
    }
    const next = new URL(location, address)
    if (next.pathname === '/dang-nhap/vneid') return Object.fromEntries(next.searchParams)
    ;[address, body] = [next.href, undefined]
  }
  throw new Error('The provider sends its visitor in circles')
}
