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
