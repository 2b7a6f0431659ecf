/**
 * Files of `public/` that are kept after the rest; whatever else is there is kept at once. The build reads it
 * here.
 */

/** The table of today's and former wards, loaded with the first address. */
export const addressFile = { offline: 'later', path: '/addresses.txt' } as const

/** The first directory of health facilities; newer ones come as signed packs. */
export const facilityFile = { offline: 'later', path: '/facilities.txt' } as const

/** The table of the insurer's offices. */
export const officeFile = { offline: 'later', path: '/offices.json' } as const

/** What only the home screen shows; the browser fetches it by itself when the app is put there. */
export const bigIcons = [
  { offline: 'later', path: '/icon-512.png' },
  { offline: 'later', path: '/icon-maskable-512.png' },
] as const

/** Where contributions are taken, to begin with. */
export const collectionPointFile = { offline: 'later', path: '/collection-points.json' } as const

/** The definitions of public services, to begin with. */
export const serviceFile = { offline: 'later', path: '/services.json' } as const

/** Official numbers and hosts, to begin with. */
export const contactFile = { offline: 'later', path: '/contacts.json' } as const

/** The first guides; newer ones, and those of other languages, come as signed packs. */
export const guideFile = { offline: 'later', path: '/guides-vi.json' } as const

/** What the issuer releases to begin with, and phones fetch as packs. */
export const translatedGuides = [
  { offline: 'never', path: '/guides-en.json' },
  { offline: 'never', path: '/guides-ko.json' },
  { offline: 'never', path: '/guides-zh.json' },
  { offline: 'never', path: '/guides-ja.json' },
] as const

/** The first answers of the assistant, in each language. */
export const answerFiles = {
  vi: { offline: 'later', path: '/answers-vi.txt' },
  en: { offline: 'later', path: '/answers-en.txt' },
  ko: { offline: 'later', path: '/answers-ko.txt' },
  zh: { offline: 'later', path: '/answers-zh.txt' },
  ja: { offline: 'later', path: '/answers-ja.txt' },
} as const
