let chosen: string | undefined

/**
 * Says which guide or news the screen of them opens next. In memory: what somebody reads stands in no
 * address and no history.
 */
export function chooseArticle(key: string): void {
  chosen = key
}

/** What was chosen, once. */
export function takeChosenArticle(): string | undefined {
  const key = chosen
  chosen = undefined
  return key
}
