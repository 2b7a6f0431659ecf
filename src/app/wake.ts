import { startApp } from './main.tsx'

/**
 * Starts the app in the document's `#app`. In a file of its own for the entry's `import()`: of a file with
 * more exports the bundler makes an object, with a runtime for that, which then came with the card.
 */
export function wakeApp(): void {
  const root = document.getElementById('app')
  if (root) void startApp(root)
}
