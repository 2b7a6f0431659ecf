/** Where the page runs, as far as it changes what we advise. */
export type Environment = {
  /** Opened from the home screen, in a window of its own. */
  installed: boolean
  ios: boolean
  /** A browser inside another app, by the name people know it by; it can neither install nor keep anything. */
  inApp?: string
}

const inAppMarks = [
  [/Zalo/i, 'Zalo'],
  // Before Facebook, whose marks it carries too.
  [/Messenger|Orca-Android/i, 'Messenger'],
  [/FBAN|FBAV|FB_IAB/, 'Facebook'],
  [/Instagram/i, 'Instagram'],
  [/TikTok|musical_ly|BytedanceWebview/i, 'TikTok'],
  [/\bLine\//, 'LINE'],
  [/MicroMessenger/i, 'WeChat'],
  [/KAKAOTALK/i, 'KakaoTalk'],
] as const

/** Reads the environment from what the browser says of itself. `touchPoints` tells an iPad from a Mac. */
export function readEnvironment(browser: {
  userAgent: string
  touchPoints: number
  installed: boolean
}): Environment {
  const { userAgent, touchPoints, installed } = browser
  const ios = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1)
  const inApp = inAppMarks.find(([mark]) => mark.test(userAgent))?.[1]
  return { installed, ios, ...(inApp && { inApp }) }
}

/** The environment of this page. */
export function findEnvironment(): Environment {
  const installed =
    matchMedia('(display-mode: standalone), (display-mode: fullscreen)').matches ||
    ('standalone' in navigator && navigator.standalone === true)
  return readEnvironment({
    userAgent: navigator.userAgent,
    touchPoints: navigator.maxTouchPoints,
    installed,
  })
}
