// In a build the document holds this one, and loads this file after the first frame.
if (import.meta.env.DEV) await import('./first-script.ts')

/**
 * Below the floor (README), where a function is missing that every screen needs: a sentence in place of a
 * blank page.
 */
const tooOld = { offline: 'never', path: '/too-old.js' } as const

// An import: for the address of a script element Chrome from 83 on wants a trusted type.
if (!('findLast' in Array.prototype)) void import(/* @vite-ignore */ tooOld.path)
else {
  // Beside the app instead of after it; where it fails, the screen says so.
  if (location.pathname.startsWith('/qua-trinh'))
    import('./screens/history/history-screens.tsx').catch(() => {})
  void import('./wake.ts').then(({ wakeApp }) => wakeApp())
}
