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
