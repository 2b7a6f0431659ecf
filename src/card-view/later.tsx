import type { ComponentChildren } from 'preact'

/**
 * What the first frame of the card does without. In the ready page (`isReady`) it is inert until that frame
 * is on the screen, when the page's first script puts it into its place; everywhere else it stands there at
 * once. Nothing that is seen already may move for it.
 */
export function Later({ isReady, children }: { isReady: boolean | undefined; children: ComponentChildren }) {
  return isReady ? <template class="later">{children}</template> : children
}
