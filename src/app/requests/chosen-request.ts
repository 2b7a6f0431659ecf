let chosen: string | undefined

/** Remembers which request the list of requests is to show first: its number goes into no address. */
export function chooseRequest(number: string | undefined): void {
  chosen = number
}

/** The number that was chosen elsewhere, once. */
export function takeChosenRequest(): string | undefined {
  const number = chosen
  chosen = undefined
  return number
}
